"""Annexes: forms fed from the findings, which a person completes and signs."""
