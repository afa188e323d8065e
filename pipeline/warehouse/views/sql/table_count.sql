-- What became of the tables of the current files, and how many cells they gave, by year and stage.
SELECT d.fiscal_year, d.stage, c.status, count(*) AS tables, sum(c.cells)::BIGINT AS cells
FROM audit.coverage AS c
JOIN mart.disclosure AS d USING (disclosure_id)
GROUP BY ALL
ORDER BY ALL
