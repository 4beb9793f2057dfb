"""LOOK: a read-only page over the lake on this machine. Pages are panels; a panel is one SQL file of sql/explore."""
