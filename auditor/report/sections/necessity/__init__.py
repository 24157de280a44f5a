"""The section of the report on necessity: builder, view and template."""
