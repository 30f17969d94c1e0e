"""Where the world comes in: files, the command line, MkDocs. Adapters translate; they decide nothing."""
