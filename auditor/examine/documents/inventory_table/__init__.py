"""Inventories of cameras: place, function, retention and recipients as somebody listed them."""
