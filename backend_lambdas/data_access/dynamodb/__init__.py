"""Adapters for DynamoDB: what the backend must know without asking the books."""
