"""What `make bench` says must be true of what it measured."""
