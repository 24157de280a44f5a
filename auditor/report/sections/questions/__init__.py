"""The section of the report on the questions that would decide: builder, view and template."""
