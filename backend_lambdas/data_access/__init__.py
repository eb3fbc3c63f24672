"""What stands behind the ports: the books in MySQL, DynamoDB tables and other AWS services."""
