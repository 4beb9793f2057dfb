"""Small tables of what is known beforehand, each with its source."""
