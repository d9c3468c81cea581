"""The addresses of guest links in the admin."""

from django.urls import path

from editorial.guest_links.views.making import RevokeView
from editorial.guest_links.views.report import GuestLinksView

urlpatterns = [
    path("", GuestLinksView.as_view(), name="editorial_guest_links"),
    path("results/", GuestLinksView.as_view(results_only=True), name="editorial_guest_links_results"),
    path("<int:link_id>/revoke/", RevokeView.as_view(), name="editorial_guest_link_revoke"),
]
