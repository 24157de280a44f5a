"""Putting a case together from files and a few words on the place, for people who write no YAML.

`workspace` is the case folder with its results next to it, and `files` is how files come into it:
copied, under names that are safe, never over another one. `serve` and `visit` use both.
"""
