"""The first page: builder, view and template."""
