-- What search looks through. Names and texts without white space, so that a line's end in a cell parts no words.
-- Each area is numbered by itself, in the order in which mart.search lists texts of one score: 8, 16, 24, … plus the
-- area's own number. So the first texts of all areas, those that are listed of a frequent word, stand side by side.
WITH piece AS (
    SELECT DISTINCT
        0 AS area_no, 'organizations' AS area, org_name, fiscal_year, stage, org_name AS title,
        concat_ws('；', org_name, nullif(title, ''), nullif(province, ''), nullif(prefecture, ''), nullif(county, '')) AS text,
        NULL::DECIMAL(18, 2) AS amount,
        disclosure_id, 1 AS page
    FROM mart.disclosure
    UNION ALL
    SELECT
        1, 'projects', org_name, fiscal_year, if(budget_disclosure_id IS NULL, 'final_account', 'budget'), project_name,
        concat_ws(
            '；', project_name, nullif(policy_basis, ''), nullif(overview, ''), nullif(goal, ''), nullif(goal_actual, ''),
            nullif(undertaking_unit, ''), nullif(allocation, '')
        ),
        amount, coalesce(budget_disclosure_id, final_disclosure_id), coalesce(budget_page, final_page)
    FROM mart.project
    UNION ALL
    SELECT
        2, 'indicators', org_name, fiscal_year, stage, level3_name,
        concat_ws(
            '；', level3_name, nullif(level2_name, ''), nullif(project_name, ''), nullif(target_printed, ''),
            nullif(actual_printed, ''), nullif(deviation_reason, '')
        ),
        NULL,
        disclosure_id, page
    FROM mart.indicator
    UNION ALL
    SELECT
        3, 'reasons', org_name, fiscal_year, stage, if(function_name <> '', function_name, subject_printed),
        concat_ws('；', nullif(nullif(function_name, ''), subject_printed), subject_printed, reason), change_amount, disclosure_id, page
    FROM mart.change
    WHERE reason <> ''
)
SELECT
    (8 * row_number() OVER (
        PARTITION BY area ORDER BY fiscal_year DESC, org_name, title, page, stage, text, amount, disclosure_id
    ) + area_no)::INTEGER AS id,
    area, org_name, fiscal_year, stage, title, regexp_replace(text, '\s', '', 'g') AS text, amount, disclosure_id, page
FROM piece
ORDER BY id
