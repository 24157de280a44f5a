"""The section of the report on plan: builder, view and template."""
