"""What videos and images say next to their pictures: metadata of analysis, camera and time."""

from auditor.examine.footage.embedded.reading import Embedded, read_embedded

__all__ = ["Embedded", "read_embedded"]
