"""The layout room: words of the base as a brief prints them."""
