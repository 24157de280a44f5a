"""The section of the report on inventory: builder, view and template."""
