"""WHERE: the store. Contracts, the lake, loading, querying, exporting."""
