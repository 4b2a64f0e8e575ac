"""Plan: what may come back, and how to split the money."""
