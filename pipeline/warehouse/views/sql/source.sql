-- Which file and statement each question is answered from, for every organization, year and stage. A file that
-- counts in sums comes before one that another contains. Of files that answer equally well the newest is taken, in the
-- order in which one version replaces another.
WITH choice(topic, statement, funding_source, preference) AS (
    VALUES
        ('expenditure', 'expenditure_summary', 'all', 1),
        ('expenditure', 'income_expenditure_summary', 'all', 2),
        ('expenditure', 'narrative', 'all', 3),
        ('income', 'income_expenditure_summary', '', 1),
        ('income', 'income_summary', '', 2),
        ('income', 'narrative', '', 3),
        ('general_budget', 'general_budget_expenditure', 'general_budget', 1),
        ('general_budget', 'narrative', 'general_budget', 2),
        ('government_fund', 'government_fund_expenditure', 'government_fund', 1),
        ('state_capital', 'state_capital_expenditure', 'state_capital', 1),
        ('basic', 'general_budget_basic', 'general_budget', 1),
        ('basic', 'fiscal_appropriation_basic', 'fiscal_appropriation', 2),
        ('three_public', 'three_public', 'fiscal_appropriation', 1),
        ('three_public', 'three_public', 'general_budget', 2),
        ('three_public', 'narrative', 'fiscal_appropriation', 3),
        ('three_public', 'narrative', 'general_budget', 4),
        ('commissioned_service', 'commissioned_service', 'fiscal_appropriation', 1),
        ('commissioned_service', 'commissioned_service', 'general_budget', 2),
        ('project', 'project_expenditure', 'all', 1),
        ('project', 'general_budget_project', 'general_budget', 2)
),
held AS (
    SELECT DISTINCT 'expenditure' AS fact, disclosure_id, statement, funding_source, basis
    FROM main.fact_expenditure WHERE section <> 'income' AND (statement <> 'project_expenditure' OR project_name <> '')
    UNION ALL
    SELECT DISTINCT 'income', disclosure_id, statement, '', basis FROM main.fact_income
    UNION ALL
    SELECT DISTINCT 'three_public', disclosure_id, statement, funding_source, basis FROM main.fact_three_public
    UNION ALL
    SELECT DISTINCT 'commissioned_service', disclosure_id, statement, funding_source, basis
    FROM main.fact_commissioned_service
),
answer AS (
    SELECT choice.topic, held.disclosure_id, held.statement, held.funding_source, held.basis, choice.preference
    FROM held
    JOIN choice ON choice.statement = held.statement
        AND choice.funding_source = held.funding_source
        AND (choice.topic IN ('income', 'three_public', 'commissioned_service') AND held.fact = choice.topic
            OR choice.topic NOT IN ('income', 'three_public', 'commissioned_service') AND held.fact = 'expenditure')
)
SELECT
    d.org_id, d.fiscal_year, d.stage, answer.topic, answer.disclosure_id, answer.statement, answer.funding_source,
    answer.basis, d.is_counted
FROM answer
JOIN mart.disclosure AS d ON d.disclosure_id = answer.disclosure_id
JOIN main.dim_disclosure AS file ON file.disclosure_id = answer.disclosure_id
WHERE d.fiscal_year IS NOT NULL
    AND (d.stage = 'budget' AND answer.basis = 'budget' OR d.stage = 'final_account' AND answer.basis = 'final')
QUALIFY row_number() OVER (
    PARTITION BY d.org_id, d.fiscal_year, d.stage, answer.topic
    ORDER BY
        NOT d.is_counted, answer.statement = 'narrative', d.is_consolidated DESC, d.is_own_level, answer.preference,
        d.published_on DESC NULLS LAST, file.ingested_at DESC NULLS LAST, d.disclosure_id DESC
) = 1
ORDER BY d.fiscal_year, d.org_id, d.stage, answer.topic
