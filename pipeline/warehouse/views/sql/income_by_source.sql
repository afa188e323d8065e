-- Income by source: the sources that make the total, none of them part of another.
-- In the summary of income and expenditure the items say what they are part of. In an income statement the sources are
-- columns, of which some sum others: those columns are taken that make the total. Without a column of totals they are taken
-- if none of them may sum others.
WITH item AS (
    SELECT s.org_id, s.fiscal_year, s.stage, f.funding_source, f.amount, f.disclosure_id, f.page
    FROM mart.source AS s
    JOIN main.fact_income AS f USING (disclosure_id, statement, basis)
    WHERE s.is_counted AND s.topic = 'income' AND s.statement <> 'income_summary' AND f.section <> 'expenditure'
        AND f.is_leaf
),
col AS (
    SELECT
        s.org_id, s.fiscal_year, s.stage, f.funding_source, f.disclosure_id, min(f.page) AS page, sum(f.amount) AS amount,
        50 * (1 + count(*)) AS tolerance
    FROM mart.source AS s
    JOIN main.fact_income AS f USING (disclosure_id, statement, basis)
    WHERE s.is_counted AND s.topic = 'income' AND s.statement = 'income_summary' AND f.is_leaf
    GROUP BY ALL
),
cut AS (  -- three ways to leave out the columns that sum others
    SELECT col.*, way.no
    FROM col
    JOIN main.dim_funding_source AS source USING (funding_source)
    JOIN (VALUES (1), (2), (3)) AS way(no) ON CASE way.no
        WHEN 1 THEN NOT EXISTS (
            FROM col AS part JOIN main.dim_funding_source AS p USING (funding_source)
            LEFT JOIN main.dim_funding_source AS pp ON pp.funding_source = p.parent
            LEFT JOIN main.dim_funding_source AS ppp ON ppp.funding_source = pp.parent
            LEFT JOIN main.dim_funding_source AS pppp ON pppp.funding_source = ppp.parent
            WHERE part.disclosure_id = col.disclosure_id
                AND col.funding_source IN (p.parent, pp.parent, ppp.parent, pppp.parent)
        )
        WHEN 2 THEN col.funding_source NOT IN ('all', 'current_year_income', 'fiscal_appropriation', 'unit_funds', 'carryover')
        WHEN 3 THEN col.funding_source NOT IN ('all', 'current_year_income', 'fiscal_appropriation')
    END
),
found AS (
    SELECT cut.disclosure_id, cut.no
    FROM cut
    JOIN col AS whole ON whole.disclosure_id = cut.disclosure_id AND whole.funding_source = 'all'
    GROUP BY cut.disclosure_id, cut.no
    HAVING abs(sum(cut.amount) - any_value(whole.amount)) <= any_value(whole.tolerance) * count(*)
    QUALIFY row_number() OVER (PARTITION BY cut.disclosure_id ORDER BY cut.no) = 1
),
line AS (
    SELECT * FROM item
    UNION ALL
    SELECT cut.org_id, cut.fiscal_year, cut.stage, cut.funding_source, cut.amount, cut.disclosure_id, cut.page
    FROM cut JOIN found USING (disclosure_id, no)
    UNION ALL
    SELECT org_id, fiscal_year, stage, funding_source, amount, disclosure_id, page
    FROM col
    WHERE disclosure_id NOT IN (
        SELECT disclosure_id FROM col
        WHERE funding_source NOT IN (
            SELECT funding_source FROM cut WHERE cut.disclosure_id = col.disclosure_id GROUP BY ALL HAVING count(*) = 3
        )
    )
    UNION ALL  -- columns that do not make the total: the total alone, undivided
    SELECT org_id, fiscal_year, stage, funding_source, amount, disclosure_id, page
    FROM col
    WHERE funding_source = 'all' AND disclosure_id NOT IN (SELECT disclosure_id FROM found)
)
SELECT
    o.org_id, o.org_name, o.province, o.prefecture, o.county, o.level, line.fiscal_year,
    line.funding_source, source.name_zh AS funding_source_zh, source.name_en AS funding_source_en,
    coalesce(parent.name_zh, '') AS part_of,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'budget') AS DECIMAL(18, 2)) AS budget_amount,
    TRY_CAST(sum(line.amount) FILTER (WHERE line.stage = 'final_account') AS DECIMAL(18, 2)) AS final_amount,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'budget') AS budget_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'budget') AS budget_page,
    max(line.disclosure_id) FILTER (WHERE line.stage = 'final_account') AS final_disclosure_id,
    min(line.page) FILTER (WHERE line.stage = 'final_account') AS final_page
FROM line
JOIN main.dim_organization AS o USING (org_id)
JOIN main.dim_funding_source AS source USING (funding_source)
LEFT JOIN main.dim_funding_source AS parent ON parent.funding_source = source.parent
GROUP BY ALL
ORDER BY line.fiscal_year, o.org_name, o.org_id, any_value(source.sort_no), line.funding_source
