-- Commissioned services by project, with their purpose.
WITH line AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, if(f.project_name = '', f.label, f.project_name) AS project_name, f.purpose,
        f.amount, f.disclosure_id, f.page, f.row_no
    FROM mart.source AS s
    JOIN main.fact_commissioned_service AS f USING (disclosure_id, statement, funding_source, basis)
    WHERE s.is_counted AND s.topic = 'commissioned_service' AND f.is_leaf
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, line.fiscal_year,
    line.project_name, coalesce(string_agg(DISTINCT line.purpose, '；' ORDER BY line.purpose) FILTER (WHERE line.purpose <> ''), '') AS purpose,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget') AS DECIMAL(18, 2)) AS budget_amount,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account') AS DECIMAL(18, 2)) AS final_amount,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'budget') AS budget_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'budget') AS budget_page,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'final_account') AS final_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'final_account') AS final_page
FROM line
JOIN main.dim_organization AS o USING (org_id)
GROUP BY o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, line.fiscal_year, line.project_name
ORDER BY line.fiscal_year, o.org_name, o.org_id, min(line.row_no), line.project_name
