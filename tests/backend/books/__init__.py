"""The books on SQLite and on a private MariaDB: posting, feeds, catalogue, reports, mail."""
