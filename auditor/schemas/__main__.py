"""`python -m auditor.schemas` writes the schema files."""

from auditor.schemas import write

write()
