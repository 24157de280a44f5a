"""Impact assessments, contracts with vendors and filings: which items they have."""
