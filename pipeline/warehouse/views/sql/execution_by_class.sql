-- Budget against final account by function class (类): budgets and final accounts print finer codes, but not the same ones.
SELECT
    org_id, org_name, province, prefecture, county, level, fiscal_year, class_code, class_name,
    TRY_CAST(sum(budget_amount) AS DECIMAL(18, 2)) AS budget_amount, TRY_CAST(sum(final_amount) AS DECIMAL(18, 2)) AS final_amount,
    TRY_CAST(coalesce(sum(final_amount), 0) - coalesce(sum(budget_amount), 0) AS DECIMAL(18, 2)) AS difference,
    TRY_CAST(if(sum(budget_amount) > 0, round(1e2 * coalesce(sum(final_amount), 0) / sum(budget_amount), 2), NULL)
        AS DECIMAL(12, 2)) AS execution_pct,
    max(budget_disclosure_id) AS budget_disclosure_id, min(budget_page) AS budget_page,
    max(final_disclosure_id) AS final_disclosure_id, min(final_page) AS final_page
FROM mart.expenditure_by_function AS f
WHERE EXISTS (
        FROM mart.source AS s WHERE s.org_id = f.org_id AND s.fiscal_year = f.fiscal_year AND s.topic = 'expenditure'
            AND s.stage = 'budget' AND s.statement <> 'narrative')
    AND EXISTS (
        FROM mart.source AS s WHERE s.org_id = f.org_id AND s.fiscal_year = f.fiscal_year AND s.topic = 'expenditure'
            AND s.stage = 'final_account' AND s.statement <> 'narrative')
GROUP BY ALL
ORDER BY fiscal_year, org_name, org_id, class_code
