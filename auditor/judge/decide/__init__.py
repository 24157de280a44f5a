"""From rules and facts to findings."""
