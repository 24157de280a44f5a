"""Could separate visits be joined by face? Imported only where `--link` asks for it."""
