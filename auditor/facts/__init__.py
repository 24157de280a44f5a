"""The vocabulary of facts, and how observations and statements become facts."""
