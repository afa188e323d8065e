"""Measuring: synthetic disclosures of any number, and one table of speeds (`make bench`).

Belongs here: making inputs, timing, and comparing with other libraries. Stays out: anything that the project needs to
work; nothing imports from here but the tests of this folder.
"""
