"""One use case per file, on ports only: no boto3, no SQL, no shapes of events."""
