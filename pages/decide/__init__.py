"""Decide: whom to hire, why, and what would change it."""
