"""The document room: from HTML to the tree."""
