"""Ingests without Prefect, for tests that kill it: python -m tests.crash.driver LAKE BATCH_BYTES PATH..."""

import sys
from pathlib import Path

from tests.builders import ingest

if __name__ == "__main__":
    ingest(Path(sys.argv[1]), *sys.argv[3:], batch_bytes=int(sys.argv[2]))
