"""Dossiers that mean harm, and what the program says of each."""
