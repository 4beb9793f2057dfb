"""One small reader per format; each yields raw records, nothing more."""
