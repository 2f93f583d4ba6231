"""What an office can do to a case: one verb per file; ``ls`` is the list."""
