"""Speed, measured and written down: `make bench` writes docs/performance.md.

pytest collects nothing here: a stopwatch in a test fails on a slow day and proves nothing on a fast one.
"""
