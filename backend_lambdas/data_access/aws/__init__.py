"""Adapters for AWS services other than databases: queues, topic, mail, media, identities."""
