"""Device and platform configurations, one module per vendor format."""
