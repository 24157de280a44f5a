"""The case: loading and checking what came in."""
