"""What others may show of a page elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """How much of a page a partner may republish."""

    NONE = "none", _("Title, summary and link only")
    EXCERPT = "excerpt", _("The first section too")
    FULL = "full", _("The whole page")
