-- Income and expenditure of every organization and year, once each.
SELECT * EXCLUDE (is_counted, covered_by) FROM mart.every_budget WHERE is_counted
