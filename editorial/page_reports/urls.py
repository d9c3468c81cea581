"""The addresses of what readers say, in the admin."""

from django.urls import path

from editorial.page_reports.views.handling import HandleView
from editorial.page_reports.views.reports import PageReportsView
from editorial.page_reports.views.votes import PageVotesView

urlpatterns = [
    path("", PageReportsView.as_view(), name="editorial_page_reports"),
    path("results/", PageReportsView.as_view(results_only=True), name="editorial_page_reports_results"),
    path("handle/", HandleView.as_view(), name="editorial_page_reports_handle"),
    path("votes/", PageVotesView.as_view(), name="editorial_page_votes"),
    path("votes/results/", PageVotesView.as_view(results_only=True), name="editorial_page_votes_results"),
]
