"""Saved cases: a case with its old result goes in, the same case and what differs now comes out.

`scenario` and `differs` are plain; `store`, `tables` and `migrations` load SQLAlchemy and are imported late.
"""
