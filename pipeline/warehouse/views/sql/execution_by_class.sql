-- Budget against final account by function class (类): budgets and final accounts print finer codes, but not the same ones.
-- A budget of the whole department and a final account of its own level alone (or the reverse) are not compared.
WITH scope AS (
    SELECT s.org_id, s.fiscal_year, bool_or(d.is_consolidated) AND bool_or(d.is_own_level) AS differs
    FROM mart.source AS s
    JOIN mart.disclosure AS d USING (disclosure_id)
    WHERE s.is_counted AND s.topic = 'expenditure'
    GROUP BY ALL
)
SELECT
    org_id, org_name, province, prefecture, county, level, fiscal_year, class_code, class_name,
    TRY_CAST(sum(budget_amount) AS DECIMAL(18, 2)) AS budget_amount, TRY_CAST(sum(final_amount) AS DECIMAL(18, 2)) AS final_amount,
    TRY_CAST(if(bool_or(scope.differs), NULL, coalesce(sum(final_amount), 0) - coalesce(sum(budget_amount), 0)) AS DECIMAL(18, 2))
        AS difference,
    TRY_CAST(if(sum(budget_amount) > 0 AND NOT bool_or(scope.differs), round(1e2 * coalesce(sum(final_amount), 0) / sum(budget_amount), 2), NULL)
        AS DECIMAL(12, 2)) AS execution_pct,
    max(budget_disclosure_id) AS budget_disclosure_id, min(budget_page) AS budget_page,
    max(final_disclosure_id) AS final_disclosure_id, min(final_page) AS final_page
FROM mart.expenditure_by_function AS f
JOIN scope USING (org_id, fiscal_year)
WHERE EXISTS (
        FROM mart.source AS s WHERE s.org_id = f.org_id AND s.fiscal_year = f.fiscal_year AND s.topic = 'expenditure'
            AND s.stage = 'budget' AND s.statement <> 'narrative')
    AND EXISTS (
        FROM mart.source AS s WHERE s.org_id = f.org_id AND s.fiscal_year = f.fiscal_year AND s.topic = 'expenditure'
            AND s.stage = 'final_account' AND s.statement <> 'narrative')
GROUP BY ALL
ORDER BY fiscal_year, org_name, org_id, class_code
