"""Columns: what the rooms share below texts: distinct values, dictionaries, the string store, masked rows."""
