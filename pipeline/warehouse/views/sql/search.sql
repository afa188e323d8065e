-- Ranked search in Chinese, without dictionary or extension. The words of the query (parted by white space), each
-- also in full where it is a known short name, are cut into pairs of neighbouring characters. A text scores by the
-- share of a word's pairs that it holds, rare pairs counting more, and 0.5 more where the whole word stands in it
-- and in its title.
--
-- mart.search_pair tells which texts hold a pair, 64 texts (a block) in one row, one bit each, and so how high each
-- may score at most. Bits are counted and combined 64 texts at a time; single texts are looked at only where they
-- can be among the best 1000 of their area, and read only if they are.
CREATE MACRO mart.search(query) AS TABLE
WITH word AS (
    SELECT unnest(words) AS word, generate_subscripts(words, 1) AS word_no, len(words) AS words
    FROM (SELECT [word FOR word IN list_distinct(string_split_regex(lower(trim(query)), '\s+')) IF word <> ''] AS words)
),
spelling AS MATERIALIZED (
    SELECT *, row_number() OVER () AS spelling
    FROM (
        SELECT word_no, words, word AS spelled FROM word
        UNION
        SELECT word_no, words, replace(word, short_name, full_name)
        FROM word JOIN mart.search_synonym ON contains(word, short_name) AND NOT contains(word, full_name)
    )
),
pair AS MATERIALIZED (
    SELECT word_no, words, spelling, unnest(if(
        length(spelled) <= 2, [spelled], list_distinct([spelled[place:place + 1] FOR place IN range(1, length(spelled))])
    )) AS pair
    FROM spelling
),
hit AS MATERIALIZED (
    SELECT held.pair, block, texts, titles
    FROM mart.search_pair AS held SEMI JOIN (FROM pair WHERE length(pair) = 2) AS wanted USING (pair)
    UNION ALL
    -- A single character: all pairs that it begins. (One that ends a title is not known to stand there.)
    SELECT first, block, bit_or(texts), bit_or(titles)
    FROM mart.search_pair AS held SEMI JOIN (FROM pair WHERE length(pair) = 1) AS wanted ON held.first = wanted.pair
    GROUP BY first, block
),
part AS MATERIALIZED (
    -- A text that holds half of a spelling's weight holds at least one of its telling pairs, the rare ones.
    SELECT *, sum(weight) OVER whole AS all_weight, count(*) OVER whole AS pairs,
        sum(weight) OVER (whole ORDER BY weight, pair) >= all_weight / 2 - 1e-9 AS telling
    FROM (
        SELECT word_no, words, spelling, pair,
            ln(1 + (SELECT count(*) FROM mart.search_document) / coalesce(texts, 1)) AS weight
        FROM pair LEFT JOIN (SELECT pair, sum(bit_count(texts)) AS texts FROM hit GROUP BY pair) USING (pair)
    )
    WINDOW whole AS (PARTITION BY spelling)
),
by_spelling AS (
    SELECT word_no, words, spelling, block, bit_or(texts) AS held, bit_or(if(telling, texts, 0)) AS half,
        if(count(*) = pairs, bit_and(texts), 0) AS whole, if(count(*) = pairs, bit_and(titles), 0) AS titled
    FROM hit JOIN part USING (pair)
    GROUP BY word_no, words, spelling, pairs, block
),
by_word AS (
    SELECT word_no, words, block,
        bit_or(held) AS held, bit_or(half) AS half, bit_or(whole) AS whole, bit_or(titled) AS titled
    FROM by_spelling
    GROUP BY word_no, words, block
),
by_block AS MATERIALIZED (
    -- Which texts hold one, two, three words whole: of up to three, an odd number is one or all three.
    SELECT block, words, bit_or(half) AS half, bit_or(held & ~whole) AS partly, words = 3 AND count(*) = 3 AS three,
        if(three, bit_and(whole), 0) AS whole_3,
        bit_or(whole) & ~bit_xor(whole) AS whole_2,
        bit_xor(whole) & ~whole_3 AS whole_1,
        if(three, bit_and(titled), 0) AS titled_3,
        bit_or(titled) & ~bit_xor(titled) AS titled_2,
        bit_xor(titled) & ~titled_3 AS titled_1,
        ~bit_or(titled) AS titled_0
    FROM by_word
    GROUP BY block, words
),
layer AS MATERIALIZED (
    -- Texts by what all their words may score at least and at most: the same where each word stands there whole or not at
    -- all. The last layer are all others, of which a word may be missing; of four and more words it is everything.
    SELECT block % 8 AS area_no, block // 128 AS region, *
    FROM (
        SELECT block, 1.5 * whole + 0.5 * titled AS least, least AS most,
            CASE whole WHEN 1 THEN whole_1 WHEN 2 THEN whole_2 ELSE whole_3 END
            & CASE titled WHEN 0 THEN titled_0 WHEN 1 THEN titled_1 WHEN 2 THEN titled_2 ELSE titled_3 END
            & ~partly AS texts
        FROM by_block JOIN (
            SELECT words, whole, titled
            FROM range(1, 4) AS asked(words), range(1, 4) AS held(whole), range(4) AS told(titled)
            WHERE titled <= whole AND whole <= words
        ) USING (words)
        UNION ALL
        SELECT block, 0, 2 * words - if(words <= 3, 1, 0), half & if(words <= 3, partly, half) FROM by_block
    )
    WHERE texts <> 0
),
total AS MATERIALIZED (
    SELECT area_no, least, most, region, sum(bit_count(texts)) AS texts FROM layer GROUP BY area_no, least, most, region
),
needed AS (
    -- Layers of which an area has not 1000 texts in others that are surely better.
    SELECT this.area_no, this.least
    FROM (SELECT DISTINCT area_no, least, most FROM total) AS this LEFT JOIN total AS better
        ON this.area_no = better.area_no AND better.least >= this.most AND better.least > this.least
    GROUP BY this.area_no, this.least
    HAVING coalesce(sum(better.texts), 0) < 1000
),
near AS (
    -- Of texts that score the same the first 1000, by regions of 1024 neighbours.
    SELECT area_no, least, region
    FROM (SELECT *, sum(texts) OVER (PARTITION BY area_no, least ORDER BY region) - texts AS before FROM total)
        JOIN needed USING (area_no, least)
    WHERE before < 1000 OR least < most
),
candidate AS (
    SELECT area_no, block, place
    FROM layer JOIN near USING (area_no, least, region)
        JOIN (SELECT unnest(range(64))::UBIGINT AS place) ON texts >> place & 1 = 1
),
share AS MATERIALIZED (
    SELECT area_no, block // 8 * 512 + place::INTEGER * 8 + area_no AS id, word_no, words, spelling,
        sum(weight) / all_weight AS share,
        count(*) = pairs AS whole,
        whole AND count_if(titles >> place & 1 = 1) = pairs AS titled
    FROM candidate JOIN hit USING (block) JOIN part USING (pair)
    WHERE texts >> place & 1 = 1
    GROUP BY area_no, block, place, word_no, words, spelling, all_weight, pairs
),
hopeful AS MATERIALIZED (
    -- The limit is never met. It tells the planner that these are few, or it would look all texts up among them.
    SELECT id FROM (
        SELECT id
        FROM (
            SELECT area_no, id, words, max(share + if(whole, 0.5, 0) + if(titled, 0.5, 0)) AS at_most
            FROM share
            GROUP BY area_no, id, word_no, words
        )
        GROUP BY area_no, id, words
        HAVING sum(at_most) / words >= 0.5 - 1e-9
        QUALIFY row_number() OVER (PARTITION BY area_no ORDER BY round(sum(at_most), 9) DESC, id) <= 1000
    )
    LIMIT 8000
),
document AS MATERIALIZED (
    SELECT search_document.* FROM mart.search_document JOIN hopeful USING (id)
),
scored AS (
    -- Two characters are the pair itself. More may stand apart, and of one it is not known whether it ends the title.
    SELECT id, words, max(share + if(in_text, 0.5, 0) + if(in_title, 0.5, 0)) AS score
    FROM (
        SELECT id, word_no, words, share,
            CASE
                WHEN length(spelled) <= 2 OR NOT whole THEN whole
                ELSE contains(lower(text), spelled)
            END AS in_text,
            CASE
                WHEN length(spelled) = 2 OR length(spelled) > 2 AND NOT titled THEN titled
                ELSE contains(lower(title), spelled)
            END AS in_title
        FROM share JOIN spelling USING (spelling, word_no, words) JOIN document USING (id)
    )
    GROUP BY id, word_no, words
),
ranked AS (
    -- Rounded, because sums of equal weights differ in their last digit with the order of adding.
    SELECT id, round(sum(score) / words, 9) AS score FROM scored GROUP BY id, words
)
SELECT round(ranked.score, 3) AS score, area, org_name, fiscal_year, stage, title, text, amount, disclosure_id, page
FROM ranked JOIN document USING (id)
WHERE ranked.score >= 0.5
ORDER BY ranked.score DESC, area, id
