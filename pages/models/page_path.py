"""The public paths of pages, present and past."""

from django.db import models

from pages.models.base import BasePage


class PagePath(models.Model):
    """One path by which a page is found in one language ("/", "/editions/harcelement"; no language prefix, NFC).

    Every live page has one current path in every language of the site, ready or not. Older paths stay, and lead to the page, until
    another page takes them.
    """

    language = models.CharField(max_length=12)
    # Text, not a bounded string: a deep page's path has no natural limit, and an index row of 255-character parts still fits.
    path = models.TextField()
    page = models.ForeignKey(BasePage, on_delete=models.CASCADE, related_name="public_paths")
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "path"], name="one_page_per_path"),
            models.UniqueConstraint(
                fields=["page", "language"], condition=models.Q(is_current=True), name="one_current_path_per_page_and_language"
            ),
        ]
        indexes = [models.Index(fields=["path"], name="page_path_any_language")]

    def __str__(self) -> str:
        return f"[{self.language}] {self.path}"
