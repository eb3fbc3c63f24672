"""The books in MySQL, written in the subset that MariaDB and SQLite share."""
