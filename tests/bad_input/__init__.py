"""What a dossier can get wrong, and the exact line that its author reads then."""
