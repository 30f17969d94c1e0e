"""Decision records: written from one walk, and held against today's rules later."""
