"""Relations: ranges, composites, restatements and bounds: how numbers belong together."""
