"""Footage and still images: decode, detect, track, measure."""
