"""Commands of the command line that have a module of their own; flows/cli.py registers them."""
