"""Measures: the endpoint beside a bare Django, a raw WSGI application and stock wagtail-grapple, on the same content."""
