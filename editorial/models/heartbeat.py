"""Signs of life of the programs that work in the background: when each last did its round."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When a program, or one of its chores, last came to the end of its round."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
