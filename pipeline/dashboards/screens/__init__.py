"""One module for each page, with `render(session)`.

Belongs here: which figures, charts and tables a page shows, in which order. Stays out: SQL, geometry, formats.
"""
