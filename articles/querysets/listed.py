"""Rows of another table in one column, so that they cost no query of their own."""

from django.db.models import JSONField, Subquery


class Listed(Subquery):
    """The rows of a queryset, in its order, as a list of objects with these fields alone.

    Not by `JSONObject`: for that Django asks SQLite, once a thread and in a transaction that waits
    for writers, whether it knows JSON.
    """

    template = "(SELECT coalesce(jsonb_agg(listed), '[]') FROM (%(subquery)s) AS listed)"
    of_sqlite = "(SELECT json_group_array(json_object(%(pairs)s)) FROM (%(subquery)s))"
    output_field = JSONField()

    def __init__(self, rows, *fields):
        pairs = ", ".join(f"'{name}', \"{name}\"" for name in fields)
        super().__init__(rows.values(*fields), pairs=pairs)

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template=self.of_sqlite)

    def get_db_converters(self, connection):
        return [*super().get_db_converters(connection), self.to_objects]

    def to_objects(self, value, expression, connection):
        return [self.query.model(**fields) for fields in value]
