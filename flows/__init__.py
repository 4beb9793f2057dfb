"""WHEN: Prefect flows and the command line. Order, retries and reports; no logic."""
