from django.contrib import admin
from django.urls import include, path

from runsite.media import media

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/<path:path>", media, name="media"),
    path("", include("articles.urls")),
]

handler400 = "runsite.errors.bad_request"
handler404 = "runsite.errors.not_found"
handler500 = "runsite.errors.server_error"
