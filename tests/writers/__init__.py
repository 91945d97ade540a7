"""Tests of the writers: the parts of their files, read as text."""
