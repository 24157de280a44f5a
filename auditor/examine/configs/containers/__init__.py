"""What a container's image and settings say about faces, whichever program starts the container."""
