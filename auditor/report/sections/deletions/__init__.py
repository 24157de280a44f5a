"""The section of the report on deletions: builder, view and template."""
