"""The cards of the report, one an issue: builder, view and template."""
