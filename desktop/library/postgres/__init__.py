"""A library on a PostgreSQL server (15 or newer), by psycopg 3: the extra `team`."""
