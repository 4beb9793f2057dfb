"""Numerals: finding and reading figures and spelled-out numbers."""
