"""Notices, messages, contracts and other texts."""
