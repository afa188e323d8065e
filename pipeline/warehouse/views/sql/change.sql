-- Comparisons with the year before or with the budget, and their reasons, each once however often a document repeats it.
-- Sum within one subject only: the subjects contain one another.
WITH pick AS (
    SELECT c.disclosure_id, c.row_no
    FROM main.fact_budget_change AS c
    JOIN mart.disclosure AS d USING (disclosure_id)
    JOIN main.dim_disclosure AS file USING (disclosure_id)
    WHERE d.is_counted
    QUALIFY row_number() OVER (
        PARTITION BY
            d.org_id, d.fiscal_year, d.stage, c.subject, c.section, c.funding_source, c.function_code, c.economic_code,
            c.compared_with, c.amount, c.change_amount,
            -- where no amount tells comparisons apart, what is said instead of one does
            if(c.amount IS NULL AND c.change_amount IS NULL, c.base_amount, NULL),
            if(c.amount IS NULL AND c.change_amount IS NULL, c.change_pct, NULL),
            if(c.amount IS NULL AND c.change_amount IS NULL, c.completion_pct, NULL)
        ORDER BY
            c.reason = '', length(c.reason) DESC, d.published_on DESC NULLS LAST, file.ingested_at DESC NULLS LAST,
            c.disclosure_id DESC, c.row_no
    ) = 1
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, d.fiscal_year, d.stage,
    c.subject, c.section, c.funding_source, coalesce(source.name_zh, '') AS funding_source_zh,
    c.function_code, coalesce(class.name, '') AS function_name, c.economic_code, c.subject_printed, c.compared_with,
    c.amount, coalesce(c.base_amount, TRY(c.amount - c.change_amount)) AS base_amount,
    coalesce(c.change_amount, TRY(c.amount - c.base_amount)) AS change_amount, c.change_pct, c.completion_pct,
    c.reason, c.condition, c.sentence, c.disclosure_id, c.page, c.source_ref
FROM pick
JOIN main.fact_budget_change AS c USING (disclosure_id, row_no)
JOIN mart.disclosure AS d USING (disclosure_id)
JOIN main.dim_organization AS o ON o.org_id = d.org_id
LEFT JOIN main.dim_function_class AS class ON class.code = c.function_code
LEFT JOIN main.dim_funding_source AS source ON source.funding_source = c.funding_source
ORDER BY d.fiscal_year, o.org_name, o.org_id, d.stage, c.disclosure_id, c.row_no
