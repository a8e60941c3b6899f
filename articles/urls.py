"""The public addresses, one a line, in the order of views.py."""

from django.urls import path

from articles import feeds, machines, private, views
from articles.public import public

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", views.article_list, name="article_list"),
    path("articles/<slug:slug>/", views.article_detail, name="article_detail"),
    path("quotes/", views.quote_list, name="quote_list"),
    path("q/<int:pk>/", views.quote_detail, name="quote_detail"),
    path("q/<int:pk>/cite.<slug:file_format>", views.quote_citation, name="quote_citation"),
    path("muscles/", views.muscle_list, name="muscle_list"),
    path("muscles/<slug:slug>/", views.muscle_detail, name="muscle_detail"),
    path("experts/", views.expert_list, name="expert_list"),
    path("experts/<slug:slug>/", views.expert_detail, name="expert_detail"),
    path("authors/<slug:slug>/", views.author_detail, name="author_detail"),
    path("search/", views.search, name="search"),
    # Behind a signed address.
    path("preview/<str:token>/", private.preview, name="preview"),
    path("sign-off/<str:token>/", private.sign_off, name="sign_off"),
    # For machines.
    path("feed/", public(feeds.ArticleFeed()), name="article_feed"),
    path("muscles/<slug:slug>/feed/", public(feeds.MuscleFeed()), name="muscle_feed"),
    path("experts/<slug:slug>/feed/", public(feeds.ExpertFeed()), name="expert_feed"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:name>-<int:number>.xml", machines.sitemap_part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("healthz", machines.healthz, name="healthz"),
    # Last: it takes whatever is left.
    path("<slug:slug>/", views.simple_page, name="simple_page"),
]
