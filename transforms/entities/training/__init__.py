"""How the shipped weights are made. Never imported at run time; needs the dev dependencies."""
