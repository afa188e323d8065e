-- What is known about the data of every current file: what was read, what was not understood, what does not add up.
WITH number AS (
    SELECT
        disclosure_id, sum(numbers)::BIGINT AS numbers, sum(in_cells)::BIGINT AS in_cells,
        sum(in_records)::BIGINT AS in_records, sum(in_prose)::BIGINT AS in_prose, sum(unread)::BIGINT AS unread
    FROM audit.number_account GROUP BY ALL
),
found AS (
    SELECT
        disclosure_id, count(*) FILTER (WHERE severity = 'error') AS errors,
        count(*) FILTER (WHERE severity = 'warning') AS warnings,
        count(*) FILTER (WHERE severity = 'rounding') AS roundings
    FROM audit.finding GROUP BY ALL
),
checked AS (
    SELECT disclosure_id, count(*) AS checks FROM audit.check GROUP BY ALL
),
covered AS (
    SELECT
        disclosure_id, count(*) FILTER (WHERE status IN ('loaded', 'continuation')) AS tables_loaded,
        count(*) FILTER (WHERE status = 'empty') AS tables_empty,
        count(*) FILTER (WHERE status = 'unrecognised') AS tables_unrecognised
    FROM audit.coverage GROUP BY ALL
),
cell AS (
    SELECT disclosure_id, count(*) AS cells, count(DISTINCT statement) AS statements
    FROM staging.statement_cell GROUP BY ALL
),
witness AS (
    SELECT disclosure_id, count(*) FILTER (WHERE verdict <> 'agrees') AS disagreements FROM audit.witness GROUP BY ALL
),
restated AS (
    SELECT disclosure_id, count(*) AS restatements FROM audit.restatement GROUP BY ALL
)
SELECT
    d.disclosure_id, d.org_id, d.org_name, d.fiscal_year, d.stage, d.part, d.is_counted, d.file_name, d.page_count,
    coalesce(cell.statements, 0) AS statements, coalesce(cell.cells, 0) AS cells,
    number.numbers, number.in_cells, number.in_records, number.in_prose, number.unread,
    TRY_CAST(if(number.numbers > 0, round(1e2 * (number.numbers - number.unread) / number.numbers, 2), NULL)
        AS DECIMAL(9, 2)) AS read_pct,
    coalesce(covered.tables_loaded, 0) AS tables_loaded, coalesce(covered.tables_empty, 0) AS tables_empty,
    coalesce(covered.tables_unrecognised, 0) AS tables_unrecognised,
    coalesce(checked.checks, 0) AS checks, coalesce(found.errors, 0) AS errors, coalesce(found.warnings, 0) AS warnings,
    coalesce(found.roundings, 0) AS roundings, coalesce(witness.disagreements, 0) AS disagreements,
    coalesce(restated.restatements, 0) AS restatements
FROM mart.disclosure AS d
LEFT JOIN number USING (disclosure_id)
LEFT JOIN found USING (disclosure_id)
LEFT JOIN checked USING (disclosure_id)
LEFT JOIN covered USING (disclosure_id)
LEFT JOIN cell USING (disclosure_id)
LEFT JOIN witness USING (disclosure_id)
LEFT JOIN restated USING (disclosure_id)
ORDER BY d.fiscal_year, d.org_name, d.file_name, d.disclosure_id
