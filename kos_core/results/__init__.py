"""What really came back: tables as platforms give them, judged, and what they teach the assumptions."""
