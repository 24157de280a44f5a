"""The section of the report on run: builder, view and template."""
