"""Lines of a thread as the page draws them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from markupsafe import Markup, escape

from api.public.words import rich, secrets
from bot.messages import CardRow
from core.threads import Line
from core.vault import Unreadable, Vault

CHANGE = "change"
FEW = 3  # up to so many choices are buttons; more are a list


@dataclass(frozen=True, slots=True)
class Button:
    key: str
    label: str
    wants: str = ""

    @property
    def answer(self) -> str:
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str
    unsure: bool  # a guess that its author should check
    change: str  # the key that leads to its question, "" for none


@dataclass(frozen=True, slots=True)
class File:
    id: str
    kind: str
    name: str
    state: str
    shown: bool  # a copy without metadata can be looked at


@dataclass(frozen=True, slots=True)
class Bubble:
    line: Line
    text: Markup
    shape: str
    lead: Markup  # the text above the emergency card
    rows: tuple[Row, ...]
    note: str
    buttons: tuple[Button, ...]
    files: tuple[File, ...]
    starts_day: bool

    @property
    def unseen(self) -> bool:
        """An officer's message that the citizen has not seen yet, as far as we know."""
        return self.line.author == "officer" and self.line.delivery == "sent"

    @property
    def settled(self) -> bool:
        """Nothing about it will change any more."""
        return all(file.state != "waiting" for file in self.files)

    @property
    def is_receipt(self) -> bool:
        return self.shape in {"sent", "discreet"}

    @property
    def secrets(self) -> list[str]:
        return secrets(self.line.text)

    @property
    def is_list(self) -> bool:
        return self.shape not in {"card", "emergency", "quick"} and len(self.buttons) > FEW

    @property
    def card_buttons(self) -> list[Button]:
        """[Batal] comes last. [Ubah] is left out if it stands beside the rows."""
        by_rows = any(row.change for row in self.rows)
        kept = [button for button in self.buttons if not (by_rows and button.answer == CHANGE)]
        return sorted(kept, key=lambda button: button.answer == "cancel")


def bubbles(lines: Sequence[Line], vault: Vault, *, zone: tzinfo, continues: bool = False) -> list[Bubble]:
    """Only the bot's newest message has buttons, or an officer's newer question: older ones were answered."""
    shown = [line for line in lines if line.text or line.files or line.lat is not None or line.data]
    newest = next((line.id for line in reversed(shown) if line.author == "bot" or _asks(line)), None)
    days = [line.at.astimezone(zone).date() for line in shown]
    return [
        _bubble(line, vault, open_=line.id == newest, starts_day=days[at] != days[at - 1] if at else not continues)
        for at, line in enumerate(shown)
    ]


def _asks(line: Line) -> bool:
    """Whether it is an officer's question with buttons."""
    return line.author == "officer" and bool(line.data.get("choices"))


def labels(lines: Sequence[Line]) -> dict[str, tuple[str, str]]:
    """What every button ever shown said, and in which message: key -> (label, message id)."""
    return {key: (label, line.id) for line in lines for key, label in _labels(line)}


def ringing(lines: Sequence[Line]) -> frozenset[str]:
    """The keys of all buttons ever shown that say that somebody is in danger."""
    choices = (choice for line in lines for choice in line.data.get("choices", ()))
    return frozenset(choice["key"] for choice in choices if choice.get("rings"))


def _labels(line: Line) -> Iterator[tuple[str, str]]:
    """Of [Ubah] beside a row of the card the label says which row that is."""
    buttons = tuple(_buttons(line.data.get("choices", ())))
    change = next((button.label for button in buttons if button.answer == CHANGE), "")
    yield from ((button.key, button.label) for button in buttons)
    yield from ((row.change, f"{change}: {row.label}") for row in _rows(line.data.get("card", ()), buttons) if change)


def _bubble(line: Line, vault: Vault, *, open_: bool, starts_day: bool) -> Bubble:
    by_bot = line.author == "bot"
    asks = by_bot or _asks(line)
    shape = str(line.data.get("shape", "text"))
    buttons = tuple(_buttons(line.data.get("choices", ()))) if asks and open_ else ()
    said, lead = line.text, ""
    if shape == "emergency":
        lead, _, said = line.text.rpartition("\n")
    return Bubble(
        line=line, text=rich(said) if by_bot else escape(said), shape=shape, lead=rich(lead),
        rows=tuple(_rows(line.data.get("card", ()), buttons)), note=str(line.data.get("note", "")),
        buttons=buttons, files=tuple(_files(line, vault)), starts_day=starts_day,
    )  # fmt: skip


def _buttons(found: Sequence[dict[str, str]]) -> Iterator[Button]:
    for choice in found:
        yield Button(choice["key"], choice["label"], choice.get("wants", ""))


def _rows(card: Sequence[Sequence[str]], buttons: Sequence[Button]) -> Iterator[Row]:
    change = next((button.key for button in buttons if button.answer == CHANGE), "")
    for row in [CardRow(*row) for row in card]:
        jump = f">{row.field}" if change and row.field else ""
        value = row.value.replace(row.doubt, "", 1) if row.doubt else row.value  # the page has a chip for it
        yield Row(row.label, value, bool(row.doubt), change + jump)


def _files(line: Line, vault: Vault) -> Iterator[File]:
    for file in line.files:
        name = ""
        if file.name:
            try:
                name = vault.open(file.name, about=b"file").decode()
            except Unreadable:
                name = ""
        yield File(file.id, file.kind, name, file.state, file.state == "stored" and file.copy)
