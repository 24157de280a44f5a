"""The outputs: one module each, all from the one report model."""
