"""A rich case for the tests of the report: every section, every verdict, and hostile words."""
