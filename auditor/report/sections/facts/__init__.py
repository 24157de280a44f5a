"""The section of the report on facts: builder, view and template."""
