"""What front-end developers bring, on Node: the audits of GraphQL over HTTP, their compilers and linters, and their clients."""
