"""How things look: drawings, pages, reports. Nothing here decides anything about a decision."""
