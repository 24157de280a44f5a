"""Records of consent: how many agreed, when, and whether faces were captured without it."""
