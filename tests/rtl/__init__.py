"""Right-to-left text: its order, its isolation, and how all writers show it."""
