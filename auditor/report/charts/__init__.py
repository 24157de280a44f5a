"""Drawings: where their marks are, worked out before a template draws them."""
