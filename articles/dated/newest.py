"""The newest quotes of a muscle as a part of larger queries, and the present time for them."""

from django.db import connection
from django.utils import timezone

from articles.dated.counts import MOST, Count


def newest_of_muscle(most: int) -> str:
    """SQL for a table of `quote_id`. Its parameters are the id of the muscle and `now`."""
    return f"""(SELECT quote_id FROM articles_datedtag WHERE tag_id = %s AND published_at <= %s
        ORDER BY published_at DESC, quote_id DESC LIMIT {most})"""


def now(database=connection):
    """As a parameter of SQL."""
    return database.ops.adapt_datetimefield_value(timezone.now())


def count_experts(muscles) -> dict[int, Count]:
    """How many experts have named each of these muscles in its newest quotes, by its id."""
    if not muscles:
        return {}
    each = f"""SELECT CAST(%s AS bigint), count(*), count(DISTINCT q.expert_id)
        FROM {newest_of_muscle(MOST)} t JOIN articles_datedquote q ON q.quote_id = t.quote_id"""
    params = [value for muscle in muscles for value in (muscle.pk, muscle.pk, now())]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([each] * len(muscles)), params)
        return {pk: Count(experts, rows == MOST) for pk, rows, experts in cursor.fetchall()}
