"""The section of the report on comparison: builder, view and template."""
