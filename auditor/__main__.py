"""`python -m auditor` is the same as `face-audit`."""

from auditor.cli.main import run

if __name__ == "__main__":
    run()
