"""The section of the report on linking: builder, view and template."""
