"""face-audit: a privacy audit of facial-recognition deployments."""

__version__ = "0.1.0"
