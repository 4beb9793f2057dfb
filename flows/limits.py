"""What a run does where nothing else is asked, declared where the command line can read it without loading the flow."""

# Source text of a batch, in MB. Two batches are extracted at once; everything a run holds grows with them.
BATCH_MB = 10

# The tagger that ships with the project; transforms/entities/ner/registry.py has the others.
TAGGER = "crf"
