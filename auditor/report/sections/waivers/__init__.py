"""The section of the report on waivers: builder, view and template."""
