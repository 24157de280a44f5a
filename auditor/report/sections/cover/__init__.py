"""The section of the report on notice and consent over time: builder, view and template."""
