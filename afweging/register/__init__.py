"""The public register: its own database, search, pages and JSON. Knows nothing of cases."""
