-- Income and expenditure of every organization and year, once each.
SELECT
    org_id, org_name, province, prefecture, county, level, fiscal_year,
    if(budget_is_counted, budget_income, NULL) AS budget_income,
    if(budget_is_counted, budget_expenditure, NULL) AS budget_expenditure,
    if(budget_is_counted, budget_basic, NULL) AS budget_basic,
    if(budget_is_counted, budget_project, NULL) AS budget_project,
    if(final_is_counted, final_income, NULL) AS final_income,
    if(final_is_counted, final_expenditure, NULL) AS final_expenditure,
    if(final_is_counted, final_basic, NULL) AS final_basic,
    if(final_is_counted, final_project, NULL) AS final_project,
    is_consolidated,
    if(budget_is_counted, budget_disclosure_id, NULL) AS budget_disclosure_id,
    if(budget_is_counted, budget_page, NULL) AS budget_page,
    if(final_is_counted, final_disclosure_id, NULL) AS final_disclosure_id,
    if(final_is_counted, final_page, NULL) AS final_page
FROM mart.every_budget
WHERE budget_is_counted OR final_is_counted
