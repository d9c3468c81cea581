"""The screens of editions, below ``desk/editions/`` in the admin."""

from __future__ import annotations

from django.urls import path

from editorial.editions.views.deciding import CancelView, ReleaseView, RollBackView
from editorial.editions.views.go_ahead import GoAheadView
from editorial.editions.views.listing import EditionsView
from editorial.editions.views.readiness import ReadinessView
from editorial.upkeep.links.dead import dead_links

urlpatterns = [
    path("", EditionsView.as_view(), name="editorial_editions"),
    path("<int:edition_id>/", ReadinessView.as_view(dead_links=dead_links), name="editorial_readiness"),
    path("<int:edition_id>/release/", ReleaseView.as_view(), name="editorial_release"),
    path("<int:edition_id>/cancel/", CancelView.as_view(), name="editorial_release_cancel"),
    path("<int:edition_id>/roll-back/", RollBackView.as_view(), name="editorial_roll_back"),
    path("go-ahead/<int:page_id>/", GoAheadView.as_view(), name="editorial_go_ahead"),
]
