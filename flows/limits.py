"""How much a run holds at once, declared where the command line can read it without loading the flow."""

# Source text of a batch, in MB. Two batches are extracted at once; everything a run holds grows with them.
BATCH_MB = 10
