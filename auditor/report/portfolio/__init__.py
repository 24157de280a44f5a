"""Many premises in one summary: what is saved of each, the page, and the table."""
