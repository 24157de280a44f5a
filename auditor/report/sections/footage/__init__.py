"""The section of the report on footage: builder, view and template."""
