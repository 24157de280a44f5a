"""The case: load and check what was submitted."""
