"""Charts as Altair specifications, from rows to marks. Figures turn into floats here and nowhere else.

Belongs here: geometry, colours, tooltips. Stays out: queries, widgets, and words (titles and labels are given).
"""
