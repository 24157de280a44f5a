"""Tools for people who work on face-audit; none of them is part of the installed program."""
