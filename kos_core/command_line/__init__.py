"""The second client's parts: its options, tables of briefs, answers, and the help."""
