"""Tables: records of consent, and inventories of cameras."""
