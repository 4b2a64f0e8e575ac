"""What the pages share: session, fields, compute, show."""
