"""The section of the report on contradictions: builder, view and template."""
