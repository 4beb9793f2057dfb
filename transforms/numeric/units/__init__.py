"""Units: currencies, measures and counted nouns, and what an amount is per."""
