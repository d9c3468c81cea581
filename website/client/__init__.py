"""How the website gets its answers: from a callable in the same process, or from a GraphQL endpoint elsewhere.

`documents` knows the ids of our operations, `answers` what comes back, `in_process` and `remote` are the two ways to it, and `choosing`
takes the one that the settings want. `keeping` and `lifetimes` follow what a distant endpoint says of how long its answers hold.
"""
