"""Entity linking: the gazetteer, coreference within an article, and stable entity ids."""
