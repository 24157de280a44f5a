"""Archives: which form they have, and their members as files of a temporary folder."""
