"""The section of the report on exhibits: builder, view and template."""
