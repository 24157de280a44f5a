"""Observations and statements become facts with sources; all cameras and services in one list."""
