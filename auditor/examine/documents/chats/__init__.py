"""Conversations: who wrote what, what the operator admits, and what was asked for."""
