"""The section of the report on where accounts differ: builder, view and template."""
