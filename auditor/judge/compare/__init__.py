"""Findings beside other findings: decided cases, earlier audits, other years."""
