"""Measurements of the program, run from a checkout; no part of the installed program."""
