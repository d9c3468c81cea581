"""The addresses of media: public ones under /media/, stored files for editors under the admin."""

from django.urls import path, re_path

from pages.media import views

public_patterns = [
    re_path(r"^images/(?P<key>[0-9a-f-]{36})/(?P<rendition>[a-z]+)\.(?P<extension>[a-z]+)$", views.image),
    re_path(r"^videos/(?P<key>[0-9a-f-]{36})/video\.(?P<extension>webm|mp4)$", views.video),
    re_path(r"^videos/(?P<key>[0-9a-f-]{36})/(?P<kind>captions|subtitles|descriptions)\.(?P<language>[a-z-]+)\.vtt$", views.captions),
    re_path(r"^interviews/(?P<key>[0-9a-f-]{36})/chapters\.(?P<language>[a-z-]+)\.vtt$", views.chapters),
    re_path(r"^pages/(?P<key>[0-9a-f-]{36})/audio\.(?P<language>[a-z-]+)\.(?P<extension>[a-z0-9]+)$", views.audio),
    path("documents/<int:document_id>/<str:file_name>", views.document),
]

stored_patterns = [
    path("documents/<int:document_id>/<str:document_filename>", views.stored_document, name="wagtaildocs_serve"),
    path("<path:name>", views.stored_file, name="stored_file"),
]
