-- Where every pair of neighbouring characters stands, for mart.search: one row for a pair and 64 neighbouring texts
-- of one area, with a bit for each text (and each title) that holds the pair. The texts of an organization and year
-- are neighbours and share their pairs, so these are few rows, and those of very frequent pairs are a 64th of the
-- texts that hold them. A text's last character stands alone, so that each character begins some pair. In the order
-- of pairs: few row groups hold those of a question. `lower` is worked out before the lambda, which would do it for
-- each character.
WITH spelled AS (
    SELECT (id // 512 * 8 + id % 8)::INTEGER AS block, 1::UBIGINT << (id // 8 % 64)::UBIGINT AS mark,
        lower(title) AS plain_title, string_split(lower(text), '') AS characters
    FROM mart.search_document
),
held AS (
    SELECT block, mark, plain_title, unnest(list_distinct(
        [characters[place] || coalesce(characters[place + 1], '') FOR place IN range(1, len(characters) + 1)]
    )) AS pair
    FROM spelled
)
SELECT pair[1] AS first, pair, block, bit_or(mark) AS texts, bit_or(if(contains(plain_title, pair), mark, 0)) AS titles
FROM held
GROUP BY pair, block
ORDER BY pair, block
