"""The section of the report on laws: builder, view and template."""
