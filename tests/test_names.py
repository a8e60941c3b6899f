import pytest

from articles.names import similar_names

HOUSE = ["Tomás Verhale", "Priya Raghunath", "Imani Okoro-Lund", "Ana Ruiz", "Jo Li"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Tomas Verhale", "Tomás Verhale"),
        ("tomás  VERHALE", "Tomás Verhale"),
        ("Tomás Verhaele", "Tomás Verhale"),
        ("Verhale, Tomás", "Tomás Verhale"),
        ("Priya Ragunath", "Priya Raghunath"),
        ("Imani Okoro Lund", "Imani Okoro-Lund"),
    ],
)
def test_a_name_spelt_nearly_alike_is_found(name, found):
    assert similar_names(name, HOUSE) == [found]


@pytest.mark.parametrize("name", ["Ana Diaz", "Priya Rao", "Jo Lee Anders", "", "Callum Brodie"])
def test_another_name_is_not(name):
    assert similar_names(name, HOUSE) == []


def test_the_most_alike_comes_first():
    assert similar_names("Ann Marlowe", ["Anne Marlow", "Ann Marlowe"])[0] == "Ann Marlowe"


@pytest.mark.parametrize("name", ["Imani Lund", "Ruiz"])
def test_a_name_with_more_words_is_found_too(name):
    assert len(similar_names(name, HOUSE)) == 1
