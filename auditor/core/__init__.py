"""What every package builds on: errors, digests, saved steps, text, paths; imports no other."""
