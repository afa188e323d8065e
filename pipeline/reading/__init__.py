"""A file of any kind becomes a `Document`: pages of words, rules and grids."""
