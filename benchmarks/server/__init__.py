"""What is measured of the server: posting, feeds, reports, handlers, artifacts."""
