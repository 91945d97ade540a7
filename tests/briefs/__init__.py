"""The briefs room: what a brief selects."""
