"""How a message looks on WhatsApp: text with its own `*bold*`, choices as numbered lines or as buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.channels.signs import boundary
from bot.messages import Choice, Outbound

TEXT_LIMIT = 1600  # characters, Twilio 21617
BODY_LIMIT = 1024  # characters above buttons or in a template
FEW, MANY = 3, 10  # quick replies without approval; rows of a list picker
FEW_TITLE, MANY_TITLE = 20, 24  # characters of a title

SENTENCE = re.compile(r"[.!?…]['\"”’)]*\s+|\n+")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Buttons:
    """A Content template of this shape shows them: {{1}} is the text, then title and id of each choice.

    So {{2}} is the title and {{3}} the id of the first, {{4}} and {{5}} of the second, and so on.
    """

    shape: str  # "choices_2", "choices_3", "list_4" ... "list_10"
    variables: dict[str, str]


def numbered(message: Outbound) -> str:
    """The whole message as text: what is always possible."""
    return _join(_above(message), "\n".join(_line(*each) for each in enumerate(message.choices, 1)))


def _line(place: int, choice: Choice) -> str:
    return f"- {choice.label}" if choice.number == "-" else f"{choice.number or place}. {choice.label}"


def buttons(message: Outbound) -> Buttons | None:
    """None where WhatsApp has no buttons for it: one or too many choices, a long text, equal titles."""
    choices, text = message.choices, _above(message)
    if not 2 <= len(choices) <= MANY or not 0 < len(text) <= BODY_LIMIT:
        return None
    few = len(choices) <= FEW
    titles = [cut(choice.label, FEW_TITLE if few else MANY_TITLE) for choice in choices]
    if len(set(titles)) < len(titles) or not all(titles):
        return None
    shape = f"{'choices' if few else 'list'}_{len(choices)}"
    return Buttons(shape, {"1": text, **_numbered_variables(titles, choices)})


def _numbered_variables(titles: list[str], choices: tuple[Choice, ...]) -> dict[str, str]:
    values = [value for title, choice in zip(titles, choices, strict=True) for value in (title, choice.key)]
    return {str(number): value for number, value in enumerate(values, 2)}


def lines_for_template(message: Outbound) -> list[str]:
    """One line each, as approved templates refuse line breaks and runs of spaces in their variables."""
    # Below the limit by what the template's own words may need.
    return list(split(SPACE.sub(" ", numbered(message)).strip(), BODY_LIMIT - 124))


def _above(message: Outbound) -> str:
    rows = [f"*{label}*: {value}" for label, value, *_ in message.card]
    return _join(message.text, _join("\n".join(rows), message.note, between="\n"))


def _join(first: str, second: str, *, between: str = "\n\n") -> str:
    return between.join(part for part in (first.strip(), second.strip()) if part)


def split(text: str, limit: int = TEXT_LIMIT) -> Iterator[str]:
    """Parts of at most `limit` characters: cut after a sentence, else between words, else between signs."""
    text = text.strip()
    while len(text) > limit:
        at = _break(text, limit)
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    if text:
        yield text


def _break(text: str, limit: int) -> int:
    window = text[: limit + 1]
    ends = [match.end() for match in SENTENCE.finditer(window) if limit // 2 <= match.end() <= limit]
    spaces = [match.start() for match in SPACE.finditer(window) if match.start() > limit // 2]
    return (ends or spaces or [boundary(text, limit)])[-1]


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, an ellipsis for what is gone; never half of what looks like one sign."""
    text = SPACE.sub(" ", text).strip()
    return text if len(text) <= limit else text[: boundary(text, limit - 1)].rstrip() + "…"
