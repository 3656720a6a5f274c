"""What was measured, on what, and the command that measures it again: `python -m benchmarks`."""
