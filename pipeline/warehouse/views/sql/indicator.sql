-- Performance indicators, and whether the target was reached: by comparing numbers where target and result are numbers of
-- one unit, else by the score where the full weight was given.
WITH held AS (
    SELECT DISTINCT d.document_key, d.published_on, file.ingested_at, i.disclosure_id, i.scope, i.project_name
    FROM main.fact_performance_indicator AS i
    JOIN mart.disclosure AS d USING (disclosure_id)
    JOIN main.dim_disclosure AS file USING (disclosure_id)
    WHERE d.is_counted
),
pick AS (  -- a project's form may be in two files of one document
    SELECT disclosure_id, scope, project_name
    FROM held
    QUALIFY row_number() OVER (
        PARTITION BY document_key, scope, project_name
        ORDER BY published_on DESC NULLS LAST, ingested_at DESC NULLS LAST, disclosure_id DESC
    ) = 1
),
form AS (
    SELECT i.*, d.org_id, d.fiscal_year, d.stage
    FROM pick
    JOIN main.fact_performance_indicator AS i USING (disclosure_id, scope, project_name)
    JOIN mart.disclosure AS d USING (disclosure_id)
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, form.fiscal_year, form.stage, form.scope,
    form.project_name, form.level1_name, form.level2_name, form.level3_name,
    form.operator, form.target_value, form.target_unit, form.target_printed, form.actual_value, form.actual_printed,
    form.weight, form.score,
    TRY_CAST(if(form.weight > 0, round(1e2 * form.score / form.weight, 2), NULL) AS DECIMAL(9, 2)) AS score_pct,
    CASE
        WHEN form.target_value IS NOT NULL AND form.actual_value IS NOT NULL AND form.operator <> ''
            AND (form.target_unit = '' OR contains(form.actual_printed, form.target_unit)
                OR regexp_full_match(form.actual_printed, '[0-9.,，]+'))
        THEN CASE form.operator
            WHEN '>=' THEN form.actual_value >= form.target_value
            WHEN '<=' THEN form.actual_value <= form.target_value
            WHEN '>' THEN form.actual_value > form.target_value
            WHEN '<' THEN form.actual_value < form.target_value
            WHEN '=' THEN form.actual_value = form.target_value
        END
        WHEN form.score IS NOT NULL AND form.weight > 0 THEN form.score >= form.weight
    END AS is_attained,
    form.prior_printed, form.scoring_rule, form.evidence, form.basis AS target_basis, form.deviation_reason,
    form.disclosure_id, form.page, form.source_ref
FROM form
JOIN main.dim_organization AS o USING (org_id)
ORDER BY form.fiscal_year, o.org_name, o.org_id, form.stage, form.disclosure_id, form.row_no
