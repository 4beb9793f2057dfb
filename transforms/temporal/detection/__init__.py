"""Detection: where in a text temporal expressions are, and what only looks like one."""
