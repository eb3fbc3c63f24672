"""The logic of the server, its data access and handlers."""
