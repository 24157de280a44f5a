"""The section of the report on penalties: builder, view and template."""
