"""The build: what lies in the output folder afterwards."""
