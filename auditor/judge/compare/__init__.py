"""Findings compared with other findings: decided cases, earlier audits, other years."""
