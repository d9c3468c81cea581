"""The content security policy: strict for everybody, and only as loose for the admin as Wagtail's pages need."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

# Wagtail 8 writes scripts and styles into its pages and gives them no nonce.
ADMIN_NEEDS = {"script-src": [SELF, UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}


class ContentSecurity(CSPMiddleware):
    """django-csp's middleware, with what the admin needs added to the answers of the admin."""

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        """Return the policy of an answer."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(reverse("wagtailadmin_home")):
            parts.update = {**ADMIN_NEEDS, **(parts.update or {})}
        return parts
