"""The section of the report on coverage: builder, view and template."""
