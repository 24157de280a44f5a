"""The section of the report on method: builder, view and template."""
