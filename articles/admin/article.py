from django.contrib import admin

from articles.admin.article_list import ArticleList
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(ArticleList):
    pass
