"""GraphQL over HTTP: reading the request, running the operation inside limits, and writing an answer that gives nothing away."""
