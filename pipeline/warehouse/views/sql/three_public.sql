-- The items of the three public expenses, with the year before: as printed beside them, else as the prose compares, else
-- from the disclosure of the year before.
WITH line AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, f.item, f.disclosure_id, min(f.page) FILTER (WHERE f.basis = s.basis) AS page,
        sum(f.amount) FILTER (WHERE f.basis = s.basis) AS amount,
        sum(f.amount) FILTER (WHERE f.basis = if(s.stage = 'budget', 'prior_budget', 'prior_final')) AS prior_amount,
        coalesce(
            sum(f.amount) FILTER (WHERE f.basis = 'budget' AND s.stage = 'final_account'),
            sum(f.amount) FILTER (WHERE f.basis = 'adjusted_budget' AND s.stage = 'final_account')
        ) AS stated_budget
    FROM mart.source AS s
    JOIN main.fact_three_public AS f USING (disclosure_id, statement, funding_source)
    WHERE s.is_counted AND s.topic = 'three_public' AND f.is_leaf
    GROUP BY ALL
),
compared AS (
    SELECT
        d.org_id, d.fiscal_year, d.stage, c.subject AS item, min(c.amount) AS least, max(c.amount) AS most,
        min(coalesce(c.base_amount, TRY(c.amount - c.change_amount))) AS prior_amount
    FROM main.fact_budget_change AS c
    JOIN mart.disclosure AS d USING (disclosure_id)
    WHERE d.is_counted AND c.subject IN (SELECT item FROM main.dim_three_public_item) AND c.amount IS NOT NULL
        AND c.compared_with IN ('prior', if(d.stage = 'budget', 'prior_budget', 'prior_final'))
    GROUP BY ALL
    HAVING count(DISTINCT coalesce(c.base_amount, TRY(c.amount - c.change_amount))) = 1
),
known AS (
    SELECT
        line.org_id, line.fiscal_year, line.stage, line.item, line.disclosure_id, line.page, line.amount,
        coalesce(line.prior_amount, compared.prior_amount, before.amount) AS prior_amount,
        CASE
            WHEN line.prior_amount IS NOT NULL THEN 'statement'
            WHEN compared.prior_amount IS NOT NULL THEN 'narrative'
            WHEN before.amount IS NOT NULL THEN 'prior_disclosure'
            ELSE ''
        END AS prior_source,
        line.stated_budget
    FROM line
    LEFT JOIN compared
        ON compared.org_id = line.org_id AND compared.fiscal_year = line.fiscal_year AND compared.stage = line.stage
        AND compared.item = line.item AND line.amount > TRY(compared.least - 100)
        AND line.amount < TRY(compared.most + 100)
    LEFT JOIN line AS before
        ON before.org_id = line.org_id AND before.fiscal_year = line.fiscal_year - 1 AND before.stage = line.stage
        AND before.item = line.item
    WHERE line.amount IS NOT NULL
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, known.fiscal_year,
    known.item, item.name_zh AS item_zh, item.name_en AS item_en,
    TRY_CAST(sum(known.amount) FILTER (WHERE known.stage = 'budget') AS DECIMAL(18, 2)) AS budget_amount,
    TRY_CAST(sum(known.prior_amount) FILTER (WHERE known.stage = 'budget') AS DECIMAL(18, 2)) AS prior_budget_amount,
    TRY_CAST(budget_amount::DECIMAL(38, 2) - prior_budget_amount AS DECIMAL(18, 2)) AS budget_change,
    TRY_CAST(if(prior_budget_amount > 0, round(1e2 * budget_change / prior_budget_amount, 2), NULL) AS DECIMAL(9, 2))
        AS budget_change_pct,
    coalesce(max(known.prior_source) FILTER (WHERE known.stage = 'budget'), '') AS prior_budget_source,
    TRY_CAST(sum(known.amount) FILTER (WHERE known.stage = 'final_account') AS DECIMAL(18, 2)) AS final_amount,
    TRY_CAST(sum(known.prior_amount) FILTER (WHERE known.stage = 'final_account') AS DECIMAL(18, 2)) AS prior_final_amount,
    TRY_CAST(final_amount::DECIMAL(38, 2) - prior_final_amount AS DECIMAL(18, 2)) AS final_change,
    coalesce(max(known.prior_source) FILTER (WHERE known.stage = 'final_account'), '') AS prior_final_source,
    TRY_CAST(sum(known.stated_budget) AS DECIMAL(18, 2)) AS stated_budget,
    max(known.disclosure_id) FILTER (WHERE known.stage = 'budget') AS budget_disclosure_id,
    min(known.page) FILTER (WHERE known.stage = 'budget') AS budget_page,
    max(known.disclosure_id) FILTER (WHERE known.stage = 'final_account') AS final_disclosure_id,
    min(known.page) FILTER (WHERE known.stage = 'final_account') AS final_page
FROM known
JOIN main.dim_organization AS o USING (org_id)
JOIN main.dim_three_public_item AS item USING (item)
GROUP BY ALL
ORDER BY known.fiscal_year, o.org_name, o.org_id, any_value(item.sort_no)
