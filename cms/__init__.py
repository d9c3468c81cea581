"""The Django project: composition only."""
