"""The section of the report on figures: builder, view and template."""
