"""Reports of a change of the rules: text, JSON, Markdown for a pull request, one HTML file."""
