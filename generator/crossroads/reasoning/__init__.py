"""What follows from a decision: its graph, walks, counts, checks. Everything here reads the graph, nothing formats."""
