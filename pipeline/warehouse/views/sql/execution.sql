-- Budget against final account, in all. The budget is that of the budget disclosure; what the final account itself states
-- of the budget (printed beside the figures or in the prose, there of fiscal appropriation) stands beside it.
-- A budget of the whole department and a final account of its own level alone (or the reverse) are not compared.
WITH scope AS (
    SELECT s.org_id, s.fiscal_year, bool_or(d.is_consolidated) AND bool_or(d.is_own_level) AS differs
    FROM mart.source AS s
    JOIN mart.disclosure AS d USING (disclosure_id)
    WHERE s.is_counted AND s.topic = 'expenditure'
    GROUP BY ALL
),
total_row AS (  -- 总计 has what is carried over in it, so it is taken only where no 合计 is printed
    SELECT s.org_id, s.fiscal_year, f.basis, f.amount
    FROM mart.source AS s
    JOIN main.fact_expenditure AS f USING (disclosure_id)
    JOIN mart.budget AS b ON b.org_id = s.org_id AND b.fiscal_year = s.fiscal_year
    WHERE s.is_counted AND s.topic = 'expenditure' AND s.stage = 'final_account'
        AND f.statement = 'income_expenditure_summary' AND f.section = 'expenditure' AND f.kind = 'total'
        AND f.function_code = '' AND f.economic_code = '' AND f.unit_name = '' AND NOT f.is_leaf
        AND f.label SIMILAR TO '(本年)?支出(合计|总计)|(合|总)计'
    QUALIFY rank() OVER (PARTITION BY s.org_id, s.fiscal_year ORDER BY ends_with(f.label, '总计')) = 1
),
printed AS (
    SELECT
        org_id, fiscal_year, max(amount) FILTER (WHERE basis = 'budget') AS stated_budget,
        max(amount) FILTER (WHERE basis = 'adjusted_budget') AS adjusted_budget
    FROM total_row
    GROUP BY ALL
),
compared AS (
    SELECT
        b.org_id, b.fiscal_year,
        if(b.budget_expenditure IS NOT NULL AND scope.differs, NULL, coalesce(b.budget_expenditure, printed.stated_budget))
            AS budget
    FROM mart.budget AS b
    LEFT JOIN printed USING (org_id, fiscal_year)
    LEFT JOIN scope USING (org_id, fiscal_year)
),
told AS (
    SELECT
        org_id, fiscal_year, base_amount AS fiscal_stated_budget, amount AS fiscal_final, completion_pct, reason,
        disclosure_id, page
    FROM mart.change
    WHERE stage = 'final_account' AND compared_with = 'budget' AND subject IN ('fiscal_appropriation', 'general_budget')
        AND function_code = '' AND amount IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY org_id, fiscal_year
        ORDER BY subject <> 'fiscal_appropriation', base_amount IS NULL, length(reason) DESC, page
    ) = 1
)
SELECT
    b.org_id, b.org_name, b.province, b.prefecture, b.county, b.level, b.fiscal_year,
    b.budget_expenditure, printed.stated_budget, printed.adjusted_budget, b.final_expenditure,
    TRY(b.final_expenditure - compared.budget) AS difference,
    TRY_CAST(if(compared.budget > 0, round(1e2 * b.final_expenditure / compared.budget, 2), NULL) AS DECIMAL(12, 2))
        AS execution_pct,
    told.fiscal_stated_budget, told.fiscal_final,
    TRY(told.fiscal_final - told.fiscal_stated_budget) AS fiscal_difference,
    coalesce(told.reason, '') AS reason,
    b.budget_disclosure_id, b.budget_page, coalesce(b.final_disclosure_id, told.disclosure_id) AS final_disclosure_id,
    coalesce(b.final_page, told.page) AS final_page
FROM mart.budget AS b
JOIN compared USING (org_id, fiscal_year)
LEFT JOIN printed USING (org_id, fiscal_year)
LEFT JOIN told USING (org_id, fiscal_year)
WHERE b.final_expenditure IS NOT NULL OR told.fiscal_final IS NOT NULL
ORDER BY b.fiscal_year, b.org_name, b.org_id
