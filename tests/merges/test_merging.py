"""Two rows become one."""

import pytest
from django.core.exceptions import ValidationError

from articles.history.recording import record
from articles.merges import merge, plan
from articles.models import (
    FormerAddress,
    Merge,
    MuscleGroup,
    OtherName,
    Revision,
)
from tests.factories import (
    make_expert,
)
from tests.merges.vocabulary import muscle, muscles_of

pytestmark = pytest.mark.django_db


def test_quotes_names_and_addresses_follow_a_muscle_group(client, root, quotes):
    record(quotes[0].article_id)
    calves, names = muscle("calves"), muscle("calves").other_names.count()
    FormerAddress.objects.create(slug="lower-leg", muscle=calves)
    merge(calves, muscle("shins"), root)
    assert [muscles_of(quote) for quote in quotes] == [{"shins"}, {"shins"}]
    assert not MuscleGroup.objects.filter(slug="calves").exists()
    assert OtherName.objects.get(name="Calves").muscle == muscle("shins")
    assert muscle("shins").other_names.count() >= names
    for slug in ("calves", "lower-leg"):
        assert client.get(f"/muscles/{slug}/").url == "/muscles/shins/"
    assert client.get("/muscles/calves/feed/").url.endswith("/muscles/shins/feed/")
    assert client.get("/quotes/?muscle=calves").url == "/quotes/?muscle=shins"
    newest = Revision.objects.of(quotes[0].article_id).first()
    assert (newest.note, newest.by) == ("Merged Calves into Shins", "administrator")


def test_the_body_map_goes_on_without_the_group_that_went(client, root, quotes):
    merge(muscle("calves"), muscle("shins"), root)
    html = client.get(quotes[0].article.get_absolute_url()).content.decode()
    assert "Shins: 2 of 2" in html


def test_what_will_move_is_counted_before(quotes):
    lines = {line.what: line.number for line in plan(muscle("calves"), muscle("shins"))}
    assert lines["Quotes that name it"] == 2
    assert lines["Quotes that name both"] == 1
    assert lines["Articles that change"] == 1
    assert muscles_of(quotes[0]) == {"calves"}


def test_two_people_who_merge_at_once_move_it_once(root):
    gone, kept, other = make_expert(), make_expert(), make_expert()
    merge(gone, kept, root)
    gone.pk = Merge.objects.get().gone_id
    with pytest.raises(ValidationError, match="merged or deleted in the meantime"):
        merge(gone, other, root)
    assert Merge.objects.count() == 1
