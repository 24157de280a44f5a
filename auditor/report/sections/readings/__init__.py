"""The section of the report on readings: builder, view and template."""
