"""SalePoint's serverless backend: handlers, logic, data access, and the same on one machine."""
