"""Random chats through the real ingest: every text is in the thread, in order, and in a report or a draft."""

from __future__ import annotations

import asyncio
import json
import random
from typing import Any

from sqlalchemy import select, text, update

from bot.channels.webchat import ACCOUNT
from bot.conversation.engine import load
from bot.ingest import Came, TimerDue
from bot.messages import Inbound, MediaRef, Point
from core import jobs
from core.models import Conversation, Job, Message
from core.threads import FORGOTTEN
from tests.bot.conversation.chat import in_drafts
from tests.bot.conversation.test_properties import CONTENT, RARE, WORDS
from tests.ground import Site

PEOPLE, ACTS = 12, 40
STORIES = [words for words in CONTENT if not words.startswith("JB-")]  # a code asks for a status


class Crowd:
    def __init__(self, site: Site, chance: random.Random) -> None:
        self.site, self.chance, self.events = site, chance, 0
        self.told: list[str] = []  # texts that are no global word and no answer

    async def act(self, who: str) -> None:
        kind = self.chance.choices(
            ("content", "danger", "word", "pin", "file", "tap", "time", "edit"), (8, 1, 2, 1, 1, 6, 5, 1)
        )[0]
        if kind == "time":
            await self.pass_time()
            return
        self.events += 1
        event = Inbound(
            ACCOUNT,
            f"z{self.events}",
            who,
            message_id=f"p{self.events}",
            **self.what(kind),
        )
        built = self.site.world
        await built.writer.take_all([Came(event)])

    def what(self, kind: str) -> dict[str, Any]:
        if kind in {"content", "danger"}:
            self.told.append(f"{self.chance.choice(STORIES if kind == 'content' else RARE)[:60]} [{self.events}]")
            return {"text": self.told[-1]}
        if kind == "tap":
            return {"kind": "choice", "choice": self.chance.choice(self.keys() or ["0:report"])}
        if kind == "edit":
            return {"kind": "edit", "edits": f"p{max(1, self.events - 3)}", "text": f"lebih tepat [{self.events}]"}
        plain = {"pin": {"point": Point(-6.9, 107.6)}, "file": {"media": (MediaRef("photo", "none"),)}}
        return plain.get(kind, {"text": self.chance.choice(WORDS[:-1])})

    def keys(self) -> list[str]:
        shown = select(Message.data).where(Message.author == "bot", Message.data.contains('"choices"'))
        data = self.site.read(lambda s: s.scalars(shown.order_by(Message.id.desc()).limit(1)).first())
        return [choice["key"] for choice in json.loads(data)["choices"]] if data else []

    async def pass_time(self) -> None:
        built = self.site.world
        past = text("'2020-01-01 00:00:00.000000'")
        await built.writer.do(
            lambda s: s.execute(update(Job).where(Job.kind == jobs.TIMER).values(due_at=past)) and None
        )
        waiting = select(Job.id, Job.key, Job.payload).where(Job.kind == jobs.TIMER)
        rows = self.site.read(lambda s: s.execute(waiting).all())
        await built.writer.take_all([TimerDue(id_, int(key), account) for id_, key, account in rows])


def test_nothing_that_was_written_is_lost(site: Site) -> None:
    crowd = Crowd(site, random.Random(20260311))

    async def live() -> None:
        for person in range(PEOPLE):
            for _ in range(ACTS):
                await crowd.act(f"person{person}")

    asyncio.run(live())
    outcomes = site.read(lambda s: s.execute(text("SELECT DISTINCT outcome FROM inbound")).scalars().all())
    assert outcomes == ["done"]
    rows = site.read(
        lambda s: s.execute(select(Message).where(Message.author == "citizen").order_by(Message.id)).scalars().all()
    )
    kept = [row for row in rows if row.text in set(crowd.told)]
    assert [row.text for row in kept] == [said for said in crowd.told if said in {row.text for row in kept}]
    forgotten = sum(row.text == FORGOTTEN for row in rows)
    assert len(kept) + forgotten >= len(crowd.told)
    states = site.read(lambda s: s.scalars(select(Conversation.state)).all())
    drafts = {id_ for state in states for id_ in in_drafts(load(state))}
    assert [row.text for row in kept if row.report_id is None and row.id not in drafts] == []
