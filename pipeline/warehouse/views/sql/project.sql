-- Projects: size, basis, goals and results. One row for every project name of an organization and year; white space,
-- brackets, the year and 项目 at the end make no other name. Amounts of the three places that print them stand beside one
-- another; `amount` takes one of them for a whole organization and year, so that it may be summed.
WITH file AS (
    SELECT d.*, arrived.ingested_at
    FROM mart.disclosure AS d
    JOIN main.dim_disclosure AS arrived USING (disclosure_id)
    WHERE d.is_counted
),
-- What makes spellings of a name one project; the newest file of a document is found by it too.
spelling AS (
    SELECT
        name,
        regexp_replace(
            regexp_replace(name, '\s|[（）()《》“”"''·、，_—-]|(?:19|20)\d\d年度?', '', 'g'), '(?:项目|经费|资金)$', ''
        ) AS key
    FROM (
        SELECT project_name AS name FROM main.fact_expenditure
        UNION
        SELECT project_name FROM main.fact_performance_goal
        UNION
        SELECT project_name FROM main.fact_project
    )
),
piece AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, 1 AS place, f.project_name AS name, sum(f.amount) AS statement_amount,
        f.disclosure_id, min(f.page) AS page
    FROM mart.source AS s
    JOIN main.fact_expenditure AS f USING (disclosure_id, statement, funding_source, basis)
    WHERE s.is_counted AND s.topic = 'project' AND s.stage = 'budget' AND f.is_leaf AND f.kind = 'project'
    GROUP BY ALL
    UNION ALL BY NAME
    SELECT
        file.org_id, file.fiscal_year, file.stage, 2 AS place, g.project_name AS name, g.disclosure_id, g.page,
        g.budget_amount AS goal_amount, coalesce(g.goal, '') AS goal, g.unit_name AS unit,
        g.executed_amount, g.score, g.goal_actual, g.overview
    FROM (
        SELECT g.*, first_value(g.disclosure_id) OVER (
            PARTITION BY d.document_key, spelling.key
            ORDER BY d.published_on DESC NULLS LAST, d.ingested_at DESC NULLS LAST, g.disclosure_id DESC
        ) = g.disclosure_id AS newest
        FROM main.fact_performance_goal AS g
        JOIN main.dim_disclosure AS d USING (disclosure_id)
        JOIN spelling ON spelling.name = g.project_name
        WHERE g.scope = 'project' AND d.is_current
    ) AS g
    JOIN file USING (disclosure_id)
    WHERE g.newest
    QUALIFY row_number() OVER (  -- a form may be printed twice
        PARTITION BY g.disclosure_id, g.project_name, g.unit_name, g.budget_amount, g.executed_amount
        ORDER BY g.page, g.row_no
    ) = 1
    UNION ALL BY NAME
    SELECT
        file.org_id, file.fiscal_year, file.stage, 3 AS place, p.project_name AS name, p.disclosure_id, p.page,
        p.amount AS narrative_amount, p.policy_basis, p.undertaking_unit AS unit, p.allocation, p.period, p.overview
    FROM main.fact_project AS p
    JOIN file USING (disclosure_id)
    JOIN spelling ON spelling.name = p.project_name
    WHERE file.stage = 'budget'
    QUALIFY first_value(p.disclosure_id) OVER (
        PARTITION BY file.document_key, spelling.key
        ORDER BY file.published_on DESC NULLS LAST, file.ingested_at DESC NULLS LAST, p.disclosure_id DESC
    ) = p.disclosure_id
),
keyed AS (
    SELECT piece.*, spelling.key FROM piece JOIN spelling USING (name)
),
one AS (
    SELECT
        org_id, fiscal_year, key,
        arg_min(name, (place, name)) AS project_name,
        TRY_CAST(sum(statement_amount) AS DECIMAL(18, 2)) AS statement_amount,
        TRY_CAST(sum(goal_amount) FILTER (WHERE stage = 'budget') AS DECIMAL(18, 2)) AS goal_amount,
        TRY_CAST(sum(narrative_amount) AS DECIMAL(18, 2)) AS narrative_amount,
        string_agg(DISTINCT policy_basis, '；' ORDER BY policy_basis) FILTER (WHERE policy_basis <> '') AS policy_basis,
        string_agg(DISTINCT unit, '；' ORDER BY unit) FILTER (WHERE unit <> '') AS undertaking_unit,
        string_agg(DISTINCT allocation, '；' ORDER BY allocation) FILTER (WHERE allocation <> '') AS allocation,
        string_agg(DISTINCT period, '；' ORDER BY period) FILTER (WHERE period <> '') AS period,
        string_agg(DISTINCT overview, '；' ORDER BY overview) FILTER (WHERE overview <> '') AS overview,
        string_agg(DISTINCT goal, '；' ORDER BY goal) FILTER (WHERE goal <> '') AS goal,
        TRY_CAST(sum(goal_amount) FILTER (WHERE stage = 'final_account') AS DECIMAL(18, 2)) AS stated_budget,
        TRY_CAST(sum(executed_amount) AS DECIMAL(18, 2)) AS executed_amount,
        max(score) AS score,
        string_agg(DISTINCT goal_actual, '；' ORDER BY goal_actual) FILTER (WHERE goal_actual <> '') AS goal_actual,
        arg_min({'file': disclosure_id, 'page': page}, (place, page, disclosure_id)) FILTER (WHERE stage = 'budget')
            AS budget_origin,
        arg_min({'file': disclosure_id, 'page': page}, (place, page, disclosure_id)) FILTER (WHERE stage = 'final_account')
            AS final_origin
    FROM keyed
    GROUP BY ALL
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, one.fiscal_year, one.project_name,
    CASE
        WHEN count(one.statement_amount) OVER here > 0 THEN one.statement_amount
        WHEN count(one.goal_amount) OVER here > 0 THEN one.goal_amount
        ELSE one.narrative_amount
    END AS amount,
    one.statement_amount, one.goal_amount, one.narrative_amount,
    coalesce(one.policy_basis, '') AS policy_basis, coalesce(one.undertaking_unit, '') AS undertaking_unit,
    coalesce(one.allocation, '') AS allocation, coalesce(one.period, '') AS period,
    coalesce(one.overview, '') AS overview, coalesce(one.goal, '') AS goal,
    one.stated_budget, one.executed_amount,
    TRY_CAST(if(one.stated_budget > 0, round(1e2 * one.executed_amount / one.stated_budget, 2), NULL) AS DECIMAL(9, 2))
        AS execution_pct,
    one.score, coalesce(one.goal_actual, '') AS goal_actual,
    one.budget_origin.file AS budget_disclosure_id, one.budget_origin.page AS budget_page,
    one.final_origin.file AS final_disclosure_id, one.final_origin.page AS final_page
FROM one
JOIN main.dim_organization AS o USING (org_id)
WINDOW here AS (PARTITION BY one.org_id, one.fiscal_year)
ORDER BY one.fiscal_year, o.org_name, o.org_id, amount DESC NULLS LAST, one.project_name
