"""Documents that are known before they are asked for: by an id, which is the SHA-256 of their text.

Two kinds. Trusted documents are the operations of `graphql/operations/`; their manifest is reviewed like code, and a setting can make it
the list of all that runs (`manifest`). Persisted ones come from clients, which send a text once and its id from then on; a bounded memory
keeps them (`persisted`). `resolving` turns what a request brought into the text to run, or refuses it.
"""
