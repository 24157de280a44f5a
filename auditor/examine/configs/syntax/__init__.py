"""Files as trees in which every value knows its place, one module per syntax."""
