"""What an office can do with the money: one verb per file; ``ls`` is the list."""
