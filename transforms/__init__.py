"""WHAT: pure Polars. Frame in, frame out. No files, no clock, no network, no store."""
