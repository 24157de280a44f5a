"""Digests and the run record."""
