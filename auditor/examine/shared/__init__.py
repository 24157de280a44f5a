"""What examiners of several kinds need: decoded text, secrets, markup, moments."""
