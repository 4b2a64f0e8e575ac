"""Learn: results, people, documents."""
