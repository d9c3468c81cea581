"""The addresses of guests."""

from django.urls import path

from editorial.guest_links.views.page import guest_page

urlpatterns = [
    path("<str:token>/", guest_page, name="guest_page"),
    path("<str:token>/<slug:language>/", guest_page, name="guest_page"),
    path("<str:token>/<slug:language>/<uuid:key>/", guest_page, name="guest_content"),
]
