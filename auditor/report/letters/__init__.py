"""Letters that a person can send: to the operator, to an authority, and to secure evidence."""
