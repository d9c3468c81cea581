"""Plans: an operation made into Python's own closures once, and run without graphql-core's walk from field to field.

graphql-core looks up, for every field of every object, its definition, its arguments, its resolver and the ways in which its value may
have to be completed: some ten microseconds each time, for an outcome that is the same every time. A plan settles all that when an
operation is first seen (``compiling``). It knows success alone: whatever goes wrong while it runs, a null where there may be none or an
argument that cannot be answered, makes the operation run again by graphql-core, on the same state of the database, which says exactly
what was wrong where (``api.http.execution``). So a plan answers what graphql-core answers, or nothing.
"""
