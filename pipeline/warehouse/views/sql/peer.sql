-- The same kind of bureau in other places: name without its region, budget, staff, and where it stands among its peers.
WITH staff AS (
    SELECT org_id, fiscal_year, arg_min(headcount, (stage <> 'budget', rank)) AS staff
    FROM (
        SELECT d.org_id, d.fiscal_year, d.stage, if(s.item = 'in_service', 1, 2) AS rank, max(s.headcount) AS headcount
        FROM main.fact_staffing AS s
        JOIN mart.disclosure AS d USING (disclosure_id)
        WHERE d.is_counted AND s.item IN ('in_service', 'actual') AND s.headcount > 0
        GROUP BY ALL
        HAVING count(DISTINCT s.headcount) = 1
    )
    GROUP BY ALL
),
bureau AS (
    SELECT
        b.*, staff.staff,
        regexp_replace(regexp_replace(regexp_replace(
            b.org_name,
            -- names of places may be printed in full or short: 新疆维吾尔自治区..., 乌鲁木齐市沙依巴克区..., 沙依巴克区...
            concat('^(', nullif(regexp_escape(b.province), ''), ')'), ''),
            concat('^(', nullif(regexp_escape(b.prefecture), ''), ')'), ''),
            concat('^(', nullif(regexp_escape(b.county), ''), ')'), '') AS kind
    FROM mart.budget AS b
    LEFT JOIN staff USING (org_id, fiscal_year)
    WHERE b.budget_expenditure IS NOT NULL
)
SELECT
    kind, org_id, org_name, province, prefecture, county, level, fiscal_year, is_consolidated,
    budget_expenditure, budget_basic, budget_project, staff,
    TRY_CAST(round(budget_expenditure / staff, 2) AS DECIMAL(18, 2)) AS expenditure_per_head,
    TRY_CAST(round(budget_basic / staff, 2) AS DECIMAL(18, 2)) AS basic_per_head,
    count(*) OVER peers AS peers,
    rank() OVER (PARTITION BY kind, fiscal_year ORDER BY budget_expenditure DESC) AS rank,
    TRY_CAST(median(budget_expenditure) OVER peers AS DECIMAL(18, 2)) AS median_expenditure,
    budget_disclosure_id, budget_page
FROM bureau
WINDOW peers AS (PARTITION BY kind, fiscal_year)
ORDER BY fiscal_year, kind, rank, org_id
