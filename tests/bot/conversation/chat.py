"""A citizen's chat for stories: says, taps, sends, passes, sees."""

from __future__ import annotations

from typing import Any

from bot.conversation import step as steps
from bot.conversation.rehearsal import CHAT, Filed, Rehearsal
from bot.conversation.understanding import Places
from bot.messages import Abilities, Choice, Inbound, MediaRef, Point
from core.i18n import translator

PLACES = [
    ("Pasar Baru", "landmark", -6.165, 106.835, ""),
    ("Alun-alun Kota", "landmark", -6.2, 106.8, ""),
    ("Melati", "district", -6.25, 106.82, ""),
]
WHATSAPP = Abilities(choices=3, window_hours=24)
QUIET = 4.1


def places() -> Places:
    return Places.from_rows(PLACES)


def in_drafts(state: steps.State) -> tuple[str, ...]:
    """Ids of the messages that wait to be sent."""
    drafts = (state.draft, state.aside.draft if state.aside is not None else None)
    return tuple(id_ for draft in drafts if draft is not None for id_ in draft.messages)


class Chat:
    def __init__(self, *, language: str = "id", abilities: Abilities = CHAT, known: bool = True) -> None:
        self.house = Rehearsal(translator, places(), language=language, abilities=abilities, known=known)
        self.script: list[str] = []
        self.last: list[steps.Say] = []
        self.events = 0

    # The citizen

    def says(self, text: str, *, forwarded: bool = False) -> Chat:
        return self.sends(text, forwarded=forwarded)

    def sends(
        self,
        text: str = "",
        *,
        photos: int = 0,
        voice: bool = False,
        pin: Point | None = None,
        forwarded: bool = False,
        media: tuple[MediaRef, ...] = (),
        reply_to: str = "",
    ) -> Chat:
        files = media or (
            *(MediaRef("photo", f"f{n}") for n in range(photos)),
            *([MediaRef("voice", "v")] * voice),
        )
        parts = [text, *(f"[{item.kind}]" for item in files), "[pin]" if pin else ""]
        self.script.append("> " + " ".join(part for part in parts if part))
        return self._hear(text=text, media=files, point=pin, forwarded=forwarded, reply_to=reply_to)

    def taps(self, label: str) -> Chat:
        return self.taps_key(self.button(label).key, label)

    def tap(self, number: int) -> Chat:
        choice = self.choices[number]
        return self.taps_key(choice.key, choice.label)

    def taps_key(self, key: str, label: str = "(old button)") -> Chat:
        self.script.append(f"> [{label}]")
        return self._hear(kind="choice", choice=key)

    def edits(self, provider_id: str, text: str) -> Chat:
        self.script.append(f"> (edited) {text}")
        return self._hear(kind="edit", edits=provider_id, text=text)

    def does(self, kind: str, text: str = "") -> Chat:
        self.script.append(f"> ({kind})")
        return self._hear(kind=kind, text=text)

    def passes(self, seconds: float) -> Chat:
        self.last = self.house.wait(seconds)
        return self._write()

    def pauses(self) -> Chat:
        """The quiet gap after which the bot answers."""
        said = self.last
        self.passes(QUIET)
        self.last = [*said, *self.last]
        return self

    def officer(self, event: steps.Event) -> Chat:
        self.script.append(f"  -- {type(event).__name__}")
        self.last = self.house.step(event)
        return self._write()

    def _hear(self, **what: Any) -> Chat:
        self.events += 1
        self.last = self.house.hear(Inbound("test:1", f"e{self.events}", "citizen", **what))
        return self._write()

    def has_chosen_a_language(self) -> Chat:
        self.house.stored = '{"data":{"spoken":true}}'
        return self

    # What is seen

    def sees(self, *parts: str) -> Chat:
        text = self.text
        for part in parts:
            assert part in text, f"{part!r} is not in:\n{text}\n\n{self.transcript}"
        return self

    def sees_no(self, *parts: str) -> Chat:
        for part in parts:
            assert part not in self.text, f"{part!r} is in:\n{self.text}"
        return self

    @property
    def text(self) -> str:
        return "\n".join(shown(say) for say in self.last)

    @property
    def labels(self) -> list[str]:
        return [choice.label for choice in self.choices]

    @property
    def choices(self) -> tuple[Choice, ...]:
        return next((say.message.choices for say in reversed(self.house.said) if say.message.choices), ())

    def button(self, label: str) -> Choice:
        found = next((choice for choice in self.choices if choice.label == label), None)
        assert found is not None, f"no button {label!r} in {self.labels}\n\n{self.transcript}"
        return found

    @property
    def state(self) -> steps.State:
        return self.house.state

    @property
    def reports(self) -> list[Filed]:
        return list(self.house.reports.values())

    @property
    def report(self) -> Filed:
        assert len(self.reports) == 1, [report.view for report in self.reports]
        return self.reports[0]

    @property
    def code(self) -> str:
        return self.report.view.code

    @property
    def transcript(self) -> str:
        return "\n".join(self.script)

    def _write(self) -> Chat:
        self.script += [shown(say) for say in self.last]
        return self


def shown(say: steps.Say) -> str:
    message = say.message
    lines = [message.text, *(f"  {label}: {value}" for label, value, *_ in message.card), message.note]
    if message.choices:
        lines.append("  " + " ".join(f"[{choice.label}]" for choice in message.choices))
    return "\n".join(line for line in lines if line)
