"""Tests of the local database: each book by what it promises, the file by its faults."""
