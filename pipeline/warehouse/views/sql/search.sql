-- Ranked search in Chinese, without dictionary or extension. The words of the query (parted by white space), each also in
-- full where it is a known short name, are cut into pairs of neighbouring characters. A text scores by the share of a
-- word's pairs that it holds, rare pairs counting more, and more where the whole word stands in it or in its title.
CREATE MACRO mart.search(query) AS TABLE
WITH word AS (
    SELECT DISTINCT word FROM (SELECT unnest(string_split_regex(lower(trim(query)), '\s+')) AS word) WHERE word <> ''
),
spelling AS (
    SELECT word, word AS spelled FROM word
    UNION
    SELECT word, replace(word, short_name, full_name)
    FROM word JOIN mart.search_synonym ON contains(word, short_name) AND NOT contains(word, full_name)
),
pair AS (
    SELECT DISTINCT word, spelled, unnest(
        if(length(spelled) <= 2, [spelled], [spelled[place:place + 1] FOR place IN range(1, length(spelled))])
    ) AS pair
    FROM spelling
),
document AS MATERIALIZED (
    SELECT row_number() OVER () AS id, *, lower(text) AS plain, lower(title) AS plain_title FROM mart.search_document
),
hit AS (
    SELECT document.id, pair.pair
    FROM document JOIN (SELECT DISTINCT pair FROM pair) AS pair ON contains(document.plain, pair.pair)
),
weight AS (
    SELECT pair.pair, ln(1 + (SELECT count(*) FROM document) / greatest(count(hit.id), 1)) AS weight
    FROM (SELECT DISTINCT pair FROM pair) AS pair LEFT JOIN hit USING (pair) GROUP BY pair.pair
),
whole AS (
    SELECT spelled, sum(weight) AS weight FROM pair JOIN weight USING (pair) GROUP BY spelled
),
share AS (
    SELECT hit.id, pair.word, pair.spelled, sum(weight.weight) / any_value(whole.weight) AS share
    FROM hit JOIN pair USING (pair) JOIN weight USING (pair) JOIN whole USING (spelled)
    GROUP BY hit.id, pair.word, pair.spelled
),
scored AS (
    SELECT id, word, max(
        share + if(contains(plain, spelled), 0.5, 0) + if(contains(plain_title, spelled), 0.5, 0)
    ) AS score
    FROM share JOIN document USING (id)
    GROUP BY id, word
),
ranked AS (
    SELECT id, sum(score) / (SELECT count(*) FROM word) AS score FROM scored GROUP BY id
)
SELECT round(ranked.score, 3) AS score, area, org_name, fiscal_year, stage, title, text, amount, disclosure_id, page
FROM ranked JOIN document USING (id)
WHERE ranked.score >= 0.5
ORDER BY ranked.score DESC, area, fiscal_year DESC, org_name, title, page
