"""Normalization: which day, interval or length a temporal expression means, as TIMEX3."""
