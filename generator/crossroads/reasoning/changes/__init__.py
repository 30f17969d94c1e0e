"""Compare two versions of decisions: exactly what an edit does."""
