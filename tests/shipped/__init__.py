"""What the shipped dossier makes, held to everything that the design promises."""
