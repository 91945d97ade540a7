"""Evidence: what a brief states is sourced, quoted as written, kept, and shown to nobody who may not see it."""
