"""The files under the till's database: watched, made to fail, and cut off from power."""
