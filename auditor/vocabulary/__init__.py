"""Facts, their values, their sources, and what follows from them by meaning."""
