"""NER: the tokenizer, the features, the shipped CRF tagger, and other taggers by name."""
