-- The current files, each with its place and whether its amounts count in the sums of this schema.
WITH file AS (
    SELECT
        d.disclosure_id, d.document_key, d.org_id, o.org_name, o.region_code, o.province, o.prefecture, o.county, o.level,
        d.fiscal_year, d.stage, d.is_consolidated, d.org_name SIMILAR TO '.*[(（](本级|机关|机关本级|本部)[)）]' AS is_own_level,
        d.part, d.title, d.printed_unit, d.published_on, d.source_uri, d.file_name, d.page_count
    FROM main.dim_disclosure AS d
    JOIN main.dim_organization AS o ON o.org_id = d.org_id
    WHERE d.is_current
),
-- Units that a consolidated disclosure names: beside its amounts, or as those who carry out its projects. The latter may
-- also be a body with a budget of its own (another bureau, a township), so those kinds of names do not count there.
named AS (
    SELECT disclosure_id, unit_name AS name FROM staging.statement_cell WHERE unit_name <> ''
    UNION
    SELECT disclosure_id, name FROM (
        SELECT disclosure_id, unit_name AS name FROM main.fact_performance_goal
        UNION ALL
        SELECT disclosure_id, undertaking_unit FROM main.fact_project
    ) WHERE name <> '' AND name NOT SIMILAR TO '.*(局|委|委员会|厅|部|办|办公室|政府|办事处|乡|镇|街道|会)'
),
department AS (  -- a file that does not say whose it is contains nobody's budget
    SELECT
        file.*,
        -- as names of organizations are written: brackets of full width, digits of half
        coalesce(list(DISTINCT regexp_replace(
            translate(named.name, '()０１２３４５６７８９', '（）0123456789'), '[\s\x{3000}]|（(本级|机关|汇总)）$', '', 'g'
        )), []) AS units
    FROM file
    LEFT JOIN named ON named.disclosure_id = file.disclosure_id
    WHERE file.is_consolidated AND file.org_name <> ''
        AND EXISTS (FROM staging.statement_cell AS cell WHERE cell.disclosure_id = file.disclosure_id)
    GROUP BY ALL
),
within AS (  -- by the names it prints, or by a name that goes on from the department's own
    SELECT unit.disclosure_id, unit.org_id, department.org_id AS department_id, department.org_name AS department
    FROM (SELECT *, unnest(units) AS unit_name FROM department) AS department
    JOIN file AS unit ON unit.fiscal_year = department.fiscal_year AND unit.stage = department.stage
        AND unit.org_name = department.unit_name
    WHERE department.org_id <> unit.org_id
        AND (department.region_code = unit.region_code OR department.region_code = '' OR unit.region_code = '')
    UNION ALL
    SELECT unit.disclosure_id, unit.org_id, department.org_id, department.org_name
    FROM department
    JOIN file AS unit ON unit.fiscal_year = department.fiscal_year AND unit.stage = department.stage
        AND unit.region_code = department.region_code
    WHERE department.org_id <> unit.org_id AND starts_with(unit.org_name, department.org_name)
),
held AS (
    SELECT DISTINCT disclosure_id, statement FROM staging.statement_cell
),
-- A department's own level beside its consolidated disclosure; a file that holds other statements is a part of it.
own AS (
    SELECT unit.disclosure_id, unit.org_name AS department
    FROM file AS unit
    JOIN department ON department.org_id = unit.org_id AND department.fiscal_year = unit.fiscal_year
        AND department.stage = unit.stage
    WHERE NOT unit.is_consolidated AND (unit.is_own_level OR EXISTS (
        FROM held JOIN held AS other USING (statement)
        WHERE held.disclosure_id = unit.disclosure_id AND other.disclosure_id = department.disclosure_id
    ))
),
covered AS (
    SELECT disclosure_id, min(department) AS department
    FROM (
        SELECT disclosure_id, department
        FROM within
        WHERE NOT EXISTS (
            FROM within AS back WHERE back.org_id = within.department_id AND back.department_id = within.org_id
        )
        UNION ALL
        SELECT disclosure_id, department FROM own
    )
    GROUP BY disclosure_id
)
SELECT
    file.disclosure_id, file.document_key, file.org_id, file.org_name, file.region_code, file.province, file.prefecture,
    file.county, file.level, file.fiscal_year, file.stage, file.is_consolidated, file.is_own_level,
    file.fiscal_year IS NOT NULL AND file.stage <> '' AND covered.disclosure_id IS NULL AS is_counted,
    coalesce(covered.department, '') AS covered_by,
    file.part, file.title, file.printed_unit, file.published_on, file.source_uri, file.file_name, file.page_count
FROM file
LEFT JOIN covered ON covered.disclosure_id = file.disclosure_id
ORDER BY file.fiscal_year, file.org_name, file.stage, file.file_name, file.disclosure_id
