"""The section of the report on what the cameras do: builder, view and template."""
