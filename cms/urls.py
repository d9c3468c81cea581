"""Every address the program answers, but the two of health (cms/health.py)."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

from api.http.graphiql import graphiql_view
from api.http.view import graphql_view
from editorial.views.invitation import accept
from pages.media.urls import public_patterns, stored_patterns
from pages.short_link_views import follow
from website.views.nowhere import behind_short_link

urlpatterns = [
    path("graphql", graphql_view, name="graphql"),
    path("graphiql", graphiql_view, name="graphiql"),
    # Those who were sent a link read before publication, without an account.
    path("preview/", include("editorial.guest_links.urls")),
    path("r/<str:code>", follow, {"nothing": behind_short_link}, name="short_link"),
    path("media/", include(public_patterns)),
    # Before the admin, which answers everything else below its address.
    path("admin/media/", include(stored_patterns)),
    # Those invited have no account yet.
    path("admin/invitation/<str:token>/", accept, name="editorial_accept"),
    path("admin/", include(wagtail_admin_urls)),
    # Last: the site for readers has all that begins with a language, and the start.
    path("", include("website.urls")),
]

handler404 = "cms.nowhere.not_found"
handler500 = "cms.nowhere.broken"
