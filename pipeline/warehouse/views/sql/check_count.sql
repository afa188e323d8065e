-- How many checks of the current files had which result, by year, stage and rule.
SELECT d.fiscal_year, d.stage, c.rule, c.verdict, count(*) AS checks
FROM audit.check AS c
JOIN mart.disclosure AS d USING (disclosure_id)
GROUP BY ALL
ORDER BY ALL
