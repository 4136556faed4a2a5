"""How good, how fast, how big: one module per kind of measurement, one runner, one page of results (`RESULTS.md`)."""
