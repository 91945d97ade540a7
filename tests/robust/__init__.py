"""What a broken machine, a hand on the keyboard and a second build must not be able to do to the output."""
