"""The section of the report on requests: builder, view and template."""
