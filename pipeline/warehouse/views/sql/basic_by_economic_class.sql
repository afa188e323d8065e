-- Basic expenditure of fiscal money by economic class.
WITH line AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, f.economic_code, if(f.economic_code = '', f.label, '') AS item,
        f.kind, f.amount, f.disclosure_id, f.page
    FROM mart.source AS s
    JOIN main.fact_expenditure AS f USING (disclosure_id, statement, funding_source, basis)
    WHERE s.is_counted AND s.topic = 'basic' AND f.is_leaf AND f.kind IN ('basic', 'personnel', 'operating')
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, line.fiscal_year,
    line.economic_code, coalesce(top.code, '') AS class_code, coalesce(top.name, '') AS class_name,
    coalesce(class.name, line.item) AS item_name,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget' AND line.kind = 'basic') AS DECIMAL(18, 2)) AS budget_amount,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget' AND line.kind = 'personnel') AS DECIMAL(18, 2)) AS budget_personnel,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget' AND line.kind = 'operating') AS DECIMAL(18, 2)) AS budget_operating,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account' AND line.kind = 'basic') AS DECIMAL(18, 2)) AS final_amount,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account' AND line.kind = 'personnel') AS DECIMAL(18, 2)) AS final_personnel,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account' AND line.kind = 'operating') AS DECIMAL(18, 2)) AS final_operating,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'budget') AS budget_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'budget') AS budget_page,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'final_account') AS final_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'final_account') AS final_page
FROM line
JOIN main.dim_organization AS o USING (org_id)
LEFT JOIN main.dim_economic_class AS class ON class.code = line.economic_code
LEFT JOIN main.dim_economic_class AS top ON top.code = line.economic_code[:3]
GROUP BY ALL
ORDER BY line.fiscal_year, o.org_name, o.org_id, line.economic_code, item_name
