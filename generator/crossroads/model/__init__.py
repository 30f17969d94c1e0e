"""Frozen values: places, diagnostics, decisions, checklists, evidence. This floor reads and prints nothing."""
