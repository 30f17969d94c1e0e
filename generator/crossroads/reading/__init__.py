"""From YAML text to a library. Nothing here raises on an author's fault: it collects diagnostics and goes on."""
