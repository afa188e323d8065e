"""The questions of the dashboard: SQL on schemas `mart` and `audit` with parameters, answers as rows.

Belongs here: SQL. Stays out: words, formats and widgets. Amounts are yuan (`Decimal`).
"""
