"""Web pages: their articles, and what page, JSON-LD and address say of them. `html` and `warc` read with it."""
