"""Curated tables and what is built from them: names, units, currencies, words."""
