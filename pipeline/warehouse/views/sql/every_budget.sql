-- The printed totals of every organization and year, those within a consolidated disclosure too (not for sums).
-- A total row is taken as printed. Where several rows look like one, the row next to the sum of the details is it; where
-- none is printed, the details' sum stands for it.
-- Income and expenditure of one year and stage are of one scope: where one is of the whole department and the other was
-- published for its own level alone, the latter stays out.
WITH source AS (
    SELECT *
    FROM mart.source
    WHERE topic IN ('expenditure', 'income')
    QUALIFY is_counted OR NOT bool_or(is_counted) OVER (PARTITION BY org_id, fiscal_year, stage)
),
cell AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, f.kind AS measure, f.disclosure_id, f.statement, f.page, f.top, f.amount, f.is_leaf,
        f.money_year = 'all' AND f.function_code = '' AND f.economic_code = '' AND f.project_name = ''
            AND f.unit_name = '' AS is_total
    FROM source AS s
    JOIN main.fact_expenditure AS f USING (disclosure_id, statement, funding_source, basis)
    WHERE s.topic = 'expenditure' AND f.section <> 'income' AND f.kind IN ('total', 'basic', 'project')
    UNION ALL
    SELECT
        s.org_id, s.fiscal_year, s.stage, 'income', f.disclosure_id, f.statement, f.page, f.top, f.amount,
        f.is_leaf AND (f.statement <> 'income_summary' OR f.funding_source = 'all'),
        f.funding_source IN ('all', 'current_year_income') AND f.function_code = '' AND f.unit_name = ''
            AND NOT f.is_leaf
    FROM source AS s
    JOIN main.fact_income AS f USING (disclosure_id, statement, basis)
    WHERE s.topic = 'income' AND f.section <> 'expenditure'
),
detail AS (
    SELECT
        org_id, fiscal_year, stage, measure, min(disclosure_id) AS disclosure_id, min(statement) AS statement,
        min(page) AS page, sum(amount) FILTER (WHERE is_leaf) AS amount,
        50 * (1 + count(*) FILTER (WHERE is_leaf)) AS tolerance,
        count(DISTINCT amount) FILTER (WHERE is_total) AS totals
    FROM cell
    GROUP BY ALL
),
total AS (
    SELECT cell.org_id, cell.fiscal_year, cell.stage, cell.measure, cell.page, cell.amount
    FROM cell
    JOIN detail USING (org_id, fiscal_year, stage, measure)
    WHERE cell.is_total
        AND (detail.totals = 1 OR abs(cell.amount - detail.amount) <= detail.tolerance)
    QUALIFY row_number() OVER (
        PARTITION BY cell.org_id, cell.fiscal_year, cell.stage, cell.measure
        ORDER BY abs(cell.amount - detail.amount), cell.page, cell.top
    ) = 1
),
figure AS (
    SELECT
        detail.org_id, detail.fiscal_year, detail.stage, detail.measure, detail.disclosure_id, detail.statement,
        coalesce(total.page, detail.page) AS page, TRY_CAST(coalesce(total.amount, detail.amount) AS DECIMAL(18, 2)) AS amount
    FROM detail
    LEFT JOIN total USING (org_id, fiscal_year, stage, measure)
),
wide AS (
    PIVOT (
        SELECT org_id, fiscal_year, concat(if(stage = 'budget', 'budget_', 'final_'), measure) AS measure, amount
        FROM figure
    ) ON measure IN (
        'budget_income', 'budget_total', 'budget_basic', 'budget_project',
        'final_income', 'final_total', 'final_basic', 'final_project'
    ) USING max(amount) GROUP BY org_id, fiscal_year
),
origin AS (
    SELECT
        org_id, fiscal_year,
        max(disclosure_id) FILTER (WHERE stage = 'budget') AS budget_disclosure_id,
        max(page) FILTER (WHERE stage = 'budget') AS budget_page,
        max(disclosure_id) FILTER (WHERE stage = 'final_account') AS final_disclosure_id,
        max(page) FILTER (WHERE stage = 'final_account') AS final_page
    FROM figure WHERE measure = 'total' GROUP BY ALL
),
place AS (
    SELECT
        s.org_id, s.fiscal_year, bool_or(d.is_consolidated) AS is_consolidated, max(d.covered_by) AS covered_by,
        coalesce(bool_or(s.is_counted) FILTER (WHERE s.stage = 'budget'), FALSE) AS budget_is_counted,
        coalesce(bool_or(s.is_counted) FILTER (WHERE s.stage = 'final_account'), FALSE) AS final_is_counted
    FROM source AS s
    JOIN mart.disclosure AS d USING (disclosure_id)
    GROUP BY ALL
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, wide.fiscal_year,
    wide.budget_income, wide.budget_total AS budget_expenditure, wide.budget_basic, wide.budget_project,
    wide.final_income, wide.final_total AS final_expenditure, wide.final_basic, wide.final_project,
    place.is_consolidated,
    origin.budget_disclosure_id, origin.budget_page, origin.final_disclosure_id, origin.final_page,
    place.budget_is_counted, place.final_is_counted, place.covered_by
FROM wide
JOIN main.dim_organization AS o USING (org_id)
JOIN place USING (org_id, fiscal_year)
LEFT JOIN origin USING (org_id, fiscal_year)
ORDER BY wide.fiscal_year, o.org_name, o.org_id
