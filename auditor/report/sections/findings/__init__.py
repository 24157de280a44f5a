"""The section of the report on findings: builder, view and template."""
