"""The public types that no model declares: interfaces, computed fields of declared types, connections, and the root.

A class named `…Additions` is no type of its own: the finishing pass (`api.schema.finishing`) puts its fields on the type that grapple
made of a model.
"""
