"""What was done: custody log, run record, digest manifest, how to reproduce."""
