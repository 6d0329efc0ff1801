"""Chat in a terminal with the pure engine: `python -m bot.terminal [--english] [--whatsapp]`.

Nothing is stored and no clock runs: a message takes a second, an empty line lets five pass.

    +30m  +20h  +3d      time passes          !2             the second button is tapped
    !foto 3  !foto KTP  !suara      files are sent       !lokasi        a place is sent
    !telepon             a call is tried
    !petugas  !tanya     an officer comes, or asks            !laporan       what officers would see
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from bot.conversation import step as steps
from bot.conversation.rehearsal import CHAT, Rehearsal
from bot.conversation.understanding import Places
from bot.messages import Abilities, Choice, Inbound, MediaRef, Outbound, Point
from core.i18n import translator

PLACES = [
    ("Pasar Baru", "landmark", -6.1651, 106.8357, ""),
    ("Alun-alun Kota", "landmark", -6.1754, 106.8272, ""),
    ("Melati", "district", -6.2001, 106.8166, ""),
    ("Terminal Kenanga", "landmark", -6.2146, 106.8451, ""),
]
WHATSAPP = Abilities(choices=3, window_hours=24)
WAIT = re.compile(r"\+(\d{1,5})([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def main(arguments: list[str], lines: Iterable[str]) -> None:
    house = Rehearsal(
        translator,
        Places.from_rows(PLACES),
        language="en" if "--english" in arguments else "id",
        abilities=WHATSAPP if "--whatsapp" in arguments else CHAT,
    )
    _write(__doc__ or "")
    for line in lines:
        _show(house, _act(house, line.strip()))


def _act(house: Rehearsal, line: str) -> list[steps.Say]:
    if not line:
        return house.wait(5)
    if passed := WAIT.fullmatch(line):
        return house.wait(int(passed[1]) * SECONDS[passed[2]])
    house.wait(1)
    word, _, rest = line.partition(" ")
    if not word.startswith("!"):
        return house.hear(_inbound(house, text=line))
    return _special(house, word[1:], rest)


def _special(house: Rehearsal, word: str, rest: str) -> list[steps.Say]:
    last = next(reversed(house.reports), "")
    if word.isdigit():
        choices = _choices(house)
        return house.hear(_inbound(house, tap=choices[int(word) - 1].key)) if int(word) <= len(choices) else []
    if word in {"foto", "suara"}:
        count, kind = int(rest) if rest.isdigit() else 1, "photo" if word == "foto" else "voice"
        return house.hear(_inbound(house, text="" if rest.isdigit() else rest, media=count, kind=kind))
    if word == "lokasi":
        return house.hear(_inbound(house, point=Point(-6.1651, 106.8357)))
    if word == "telepon":
        return house.hear(Inbound("terminal", f"e{len(house.texts)}", "you", "call"))
    if word == "petugas" and last:
        return house.step(steps.OfficerJoined(last))
    if word == "tanya" and last:
        return house.step(steps.OfficerAsked(last, rest))
    for code, report in house.reports.items():
        _write(f"  {code} {report.view.category} P{report.view.priority} {report.tags} {report.draft.text!r}\n")
    return []


def _inbound(
    house: Rehearsal,
    *,
    text: str = "",
    tap: str = "",
    media: int = 0,
    kind: str = "photo",
    point: Point | None = None,
) -> Inbound:
    files = tuple(MediaRef("voice" if kind == "voice" else "photo", f"f{n}") for n in range(media))
    event_id = f"e{len(house.texts)}"
    if tap:
        return Inbound("terminal", event_id, "you", "choice", choice=tap)
    return Inbound("terminal", event_id, "you", text=text, media=files, point=point)


def _choices(house: Rehearsal) -> tuple[Choice, ...]:
    return next((say.message.choices for say in reversed(house.said) if say.message.choices), ())


def _show(house: Rehearsal, said: list[steps.Say]) -> None:
    for say in said:
        _write(f"\n{house.now.astimezone(house.zone):%H.%M.%S}  {_plain(say.message)}\n")


def _plain(message: Outbound) -> str:
    card = [f"{label}: {value}" for label, value, *_ in message.card]
    choices = [f"{choice.number}  {choice.label}" for choice in message.choices]
    return "\n          ".join(line for line in (*message.text.split("\n"), *card, message.note, *choices) if line)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:], sys.stdin)
