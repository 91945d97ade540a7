"""Translation: catalogues made and filled in, and what a document prints of them."""
