"""Text: spans, sentences, windows and pretokens, the same for every room that reads articles."""
