-- Where every pair of neighbouring characters stands, for mart.search. A text's last character stands alone, so that each
-- character begins some pair. In the order of pairs: few row groups hold those of a question. `lower` is worked out before
-- the lambda, which would do it for each character.
WITH spelled AS (
    SELECT id, area, lower(title) AS plain_title, string_split(lower(text), '') AS characters FROM mart.search_document
),
held AS (
    SELECT id, area, plain_title, unnest(list_distinct(
        [characters[place] || coalesce(characters[place + 1], '') FOR place IN range(1, len(characters) + 1)]
    )) AS pair
    FROM spelled
)
SELECT pair[1] AS first, pair, area, id, contains(plain_title, pair) AS in_title
FROM held
ORDER BY pair, id
