from articles.admin import article, category, muscle, page, people, photo, quote, users

__all__ = ["article", "category", "muscle", "page", "people", "photo", "quote", "users"]
