"""Pictures of a roundup: only their words are in the text."""

from articles.roundup import lines as look
from articles.roundup.account import Account
from articles.roundup.lines import Line
from articles.roundup.person import read_person
from articles.roundup.shape import Picture, Roundup


def set_pictures_aside(lines: list[Line], account: Account) -> tuple[list[Line], list[Picture]]:
    """(the lines of the text, the pictures that stand between them)."""
    body: list[Line] = []
    pictures = []
    for line in lines:
        if look.is_furniture(line.text, above_title=not body):
            account.leave_out(line, "looks like a button or a menu of the page")
        elif credited := look.read_credit(line.text):
            pictures += _read_picture(line, *credited, body, account)
        else:
            body.append(line)
    return body, pictures


def place_pictures(roundup: Roundup, pictures: list[Picture]) -> None:
    """The first before all sections is the cover; a section has room for one."""
    closing = roundup.closing[0].heading.number if roundup.closing else None
    for picture in pictures:
        number = picture.line.number
        before = [each for each in roundup.sections if each.first_line.number < number]
        place = before[-1] if before else roundup
        name = "picture" if before else "cover"
        if closing and number > closing:
            _leave_out(roundup, picture, "stands in the closing, where no picture has a place")
        elif getattr(place, name):
            _leave_out(roundup, picture, "is the second picture in one place")
        else:
            setattr(place, name, picture)


def _read_picture(line, words, credit, body, account):
    if not words and len(body) > 1 and _describes_picture(body[-1].text):
        words = _take_line_above(body, account)
    if not words or not look.describes_picture(words):
        reason = "is a credit without a line above that says what the picture shows"
        account.leave_out(line, reason)
        return []
    account.take("credit", [line])
    return [Picture(line, words, credit)]


def _take_line_above(body, account):
    above = body.pop()
    account.take("picture", [above])
    if above.text.endswith("."):
        account.doubt(above, "was taken for what the picture shows, and not for speech")
    return above.text


def _describes_picture(text):
    person = read_person(text)
    return look.describes_picture(text) and not (person and person.certain)


def _leave_out(roundup, picture, reason):
    reason = f"{reason}; it shows “{picture.alternative_text}”"
    roundup.account.leave_out(picture.line, reason)
