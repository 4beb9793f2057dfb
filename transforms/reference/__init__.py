"""Small tables of what is known beforehand, each with its source."""

# What a curated city weighs more than its population: it is meant before any namesake.
CURATED_WEIGHT = 100_000_000
