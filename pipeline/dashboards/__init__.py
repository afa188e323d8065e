"""The dashboard on the published warehouse: read-only, in Chinese and English, for people who write no SQL.

Belongs here: pages (`screens/`), their questions (`queries/`, SQL on schema `mart`), charts (`charts/`) and the
pictures that prove a number (`evidence`). Stays out: what the figures mean and how they are summed, which the views
of the warehouse say.
Only `app`, `screens` and `widgets` know Streamlit's widgets; the optional dependencies are the extra `dashboard`.
"""
