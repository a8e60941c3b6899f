from articles.admin import article, category, merging, muscle, page, people, photo, quote, users

__all__ = ["article", "category", "merging", "muscle", "page", "people", "photo", "quote", "users"]
