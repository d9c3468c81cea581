"""What one would build without this project: Wagtail with stock wagtail-grapple, holding the same content."""
