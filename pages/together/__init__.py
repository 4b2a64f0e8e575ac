"""Working together: saved cases."""
