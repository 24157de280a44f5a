"""The section of the report on authorities: builder, view and template."""
