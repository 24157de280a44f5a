"""What would change a finding: least-cost changes, deciding evidence, the plan."""
