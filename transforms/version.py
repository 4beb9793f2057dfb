"""The version of the facts. Bump it whenever what a fact looks like changes; CHANGELOG.md says how."""

EXTRACTOR_VERSION = "0.4.5"
