"""Rules, three-valued logic, verdicts, flips and deciders."""
