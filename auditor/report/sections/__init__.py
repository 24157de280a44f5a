"""The sections of a report: each owns its builder, its view and its template."""
