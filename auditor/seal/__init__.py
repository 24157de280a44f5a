"""The sealed bundle: made, signed and verified."""
