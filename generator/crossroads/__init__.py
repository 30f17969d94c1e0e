"""Turn decision rules written as YAML into pages that people walk, print, check and review."""

__version__ = "0.1.0"
