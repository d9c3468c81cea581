"""The website for parents: made of answers to the documents in `graphql/operations/website/`, and of nothing else of ours."""
