"""Building the reference tables; nothing here is needed to run the program."""
