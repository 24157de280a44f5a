"""Examiners: what is to be seen in each exhibit."""
