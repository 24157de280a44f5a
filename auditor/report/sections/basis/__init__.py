"""The closing section of the report: exhibits with digests, method, limits, how to verify."""
