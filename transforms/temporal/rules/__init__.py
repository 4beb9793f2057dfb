"""Rules: what a temporal expression looks like, by family, and the lexicon they are built from."""
