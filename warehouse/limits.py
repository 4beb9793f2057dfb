"""What a process may hold, declared where the command line can read it without loading the lake."""

# In memory, in MB, unless it is asked for otherwise.
MEMORY_MB = 2_000
