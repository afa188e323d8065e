-- All expenditure by function class, as fine as the statement prints it.
WITH line AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, f.function_code, if(f.function_code = '', f.label, '') AS item, f.kind,
        f.amount, f.disclosure_id, f.page
    FROM mart.source AS s
    JOIN main.fact_expenditure AS f USING (disclosure_id, statement, funding_source, basis)
    WHERE s.is_counted AND s.topic = 'expenditure' AND f.section <> 'income' AND f.is_leaf
        AND f.kind IN ('total', 'basic', 'project')
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, line.fiscal_year,
    line.function_code,
    coalesce(top.code, '') AS class_code, coalesce(top.name, '') AS class_name,
    coalesce(middle.code, '') AS division_code, coalesce(middle.name, '') AS division_name,
    coalesce(bottom.code, '') AS item_code, coalesce(bottom.name, line.item) AS item_name,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget' AND line.kind = 'total') AS DECIMAL(18, 2)) AS budget_amount,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget' AND line.kind = 'basic') AS DECIMAL(18, 2)) AS budget_basic,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget' AND line.kind = 'project') AS DECIMAL(18, 2)) AS budget_project,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account' AND line.kind = 'total') AS DECIMAL(18, 2)) AS final_amount,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account' AND line.kind = 'basic') AS DECIMAL(18, 2)) AS final_basic,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account' AND line.kind = 'project') AS DECIMAL(18, 2)) AS final_project,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'budget') AS budget_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'budget') AS budget_page,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'final_account') AS final_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'final_account') AS final_page
FROM line
JOIN main.dim_organization AS o USING (org_id)
LEFT JOIN main.dim_function_class AS top ON top.code = line.function_code[:3]
LEFT JOIN main.dim_function_class AS middle ON middle.code = line.function_code[:5] AND middle.level = 2
LEFT JOIN main.dim_function_class AS bottom ON bottom.code = line.function_code AND bottom.level = 3
GROUP BY ALL
ORDER BY line.fiscal_year, o.org_name, o.org_id, line.function_code, item_name
