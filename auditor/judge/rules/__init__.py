"""Rules and what they are made of: conditions, authorities, dates, three-valued logic."""
