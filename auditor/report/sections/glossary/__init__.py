"""The section of the report on glossary: builder, view and template."""
