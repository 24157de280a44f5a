"""Readers of documents: each turns one form of file into text with places."""
