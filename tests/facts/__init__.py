"""The facts room: YAML with places, visibility, bibliographic items."""
