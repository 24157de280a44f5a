"""Page one: what the system does, what that means, and what to do next."""
