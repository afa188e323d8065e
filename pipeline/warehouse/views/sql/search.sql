-- Ranked search in Chinese, without dictionary or extension. The words of the query (parted by white space), each also in
-- full where it is a known short name, are cut into pairs of neighbouring characters. A text scores by the share of a
-- word's pairs that it holds, rare pairs counting more, and more where the whole word stands in it or in its title.
-- mart.search_pair tells which texts hold a pair, and so how high each may score at most; texts are read of the best 1000
-- of each area only.
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
hit AS MATERIALIZED (
    SELECT area, id, wanted.pair, in_title
    FROM mart.search_pair AS held JOIN (SELECT DISTINCT pair FROM pair WHERE length(pair) = 2) AS wanted USING (pair)
    UNION ALL
    -- A single character: all pairs that it begins. (One that ends a title is not known to stand there.)
    SELECT area, id, wanted.pair, bool_or(in_title)
    FROM mart.search_pair AS held
    JOIN (SELECT DISTINCT pair FROM pair WHERE length(pair) = 1) AS wanted ON held.first = wanted.pair
    GROUP BY area, id, wanted.pair
),
weight AS (
    SELECT pair, ln(1 + (SELECT count(*) FROM mart.search_document) / greatest(count(hit.id), 1)) AS weight
    FROM (SELECT DISTINCT pair FROM pair) LEFT JOIN hit USING (pair) GROUP BY pair
),
spelled AS (
    SELECT row_number() OVER () AS spelling, word, spelled, sum(weight) AS whole, count(*) AS pairs
    FROM pair JOIN weight USING (pair) GROUP BY word, spelled
),
part AS (SELECT spelling, pair, weight FROM spelled JOIN pair USING (word, spelled) JOIN weight USING (pair)),
held AS (
    SELECT area, id, spelling, sum(weight) AS weight, count(*) AS pairs, count_if(in_title) AS title_pairs
    FROM hit JOIN part USING (pair) GROUP BY area, id, spelling
),
share AS MATERIALIZED (
    SELECT area, id, word, spelled, held.weight / whole AS share,
        share + if(held.pairs = spelled.pairs, 0.5, 0) + if(title_pairs = spelled.pairs, 0.5, 0) AS at_most
    FROM held JOIN spelled USING (spelling)
),
hopeful AS (
    SELECT area, id
    FROM (SELECT area, id, max(at_most) AS at_most FROM share GROUP BY area, id, word)
    GROUP BY area, id
    HAVING sum(at_most) / (SELECT count(*) FROM word) >= 0.5
    QUALIFY row_number() OVER (PARTITION BY area ORDER BY sum(at_most) DESC, id) <= 1000
),
document AS MATERIALIZED (
    SELECT search_document.* FROM mart.search_document JOIN (SELECT id FROM hopeful) AS hopeful USING (id)
),
scored AS (
    SELECT id, word, max(
        share + if(contains(lower(text), spelled), 0.5, 0) + if(contains(lower(title), spelled), 0.5, 0)
    ) AS score
    FROM share JOIN document USING (id)
    GROUP BY id, word
),
ranked AS (
    -- Rounded, because sums of equal weights differ in their last digit with the order of adding.
    SELECT id, round(sum(score) / (SELECT count(*) FROM word), 9) AS score FROM scored GROUP BY id
)
SELECT round(ranked.score, 3) AS score, area, org_name, fiscal_year, stage, title, text, amount, disclosure_id, page
FROM ranked JOIN document USING (id)
WHERE ranked.score >= 0.5
ORDER BY ranked.score DESC, id
