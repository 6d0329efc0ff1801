"""Is somebody in danger now? By words, with what stands around them: negation, the past, a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.understanding import danger_words, harm_words, lexicon, points
from bot.conversation.understanding.match import WELL, Hit, negated
from bot.conversation.understanding.shapes import Guess
from bot.conversation.understanding.words import Words, laughs

_AGE_WORDS = frozenset("umur umurku usia usiaku years kelas sd smp tahun grade am".split())
_OWN = r"(?<!anak )(?<!adik )(?<!cucu )(?<!teman )(?<!keponakan )\bsaya (?:ini |masih |baru )*"
# "Saya 12 tahun", where a sentence begins, and no years of something: "saya 12 tahun kerja di sini".
_BEGINS = r"(?:^|\b(?:halo|hai|tolong|pak|bu|kak|bang|min|takut|dan|karena|soalnya|tapi|saya) )"
_GOES_ON = r"(?=$| (?:saya|dan|mau|ingin|takut|tolong|pak|bu|kak|bang|min|masih|kelas|sd|smp|sma)\b)"
_AGE = re.compile(
    rf"(?:{_OWN}(?:ber)?(?:umur|usia)|\b(?:umur|usia) saya|\b(?:umur|usia)ku|\bi am(?= \d+ years))"
    r"(?: baru)? (\d{1,2})\b"
    rf"|{_BEGINS}saya (?:ini |masih |baru )*(\d{{1,2}}) tahun{_GOES_ON}"
    r"|\bi am (?:only |just )?(\d{1,2})(?=$| (?:and(?! a half)|my|i|please|yo)\b)"
)
_SCHOOL = re.compile(
    rf"{_OWN}(?:sekolah |di )*(?:kelas \d{{1,2}} )?(?:sd|smp)\b"
    rf"|{_BEGINS}saya (?:masih )?(?:anak|murid|siswa|siswi) (?:kelas \d{{1,2}} )?(?:sd|smp)\b"
    rf"|{_BEGINS}saya (?:(?:masih|baru) kelas (?:1[012]|[1-9])\b|kelas (?:1[012]|[1-9]){_GOES_ON})"
    r"|\bi am (?:still )?in (?:the )?(?:\d{1,2}(?:st|nd|rd|th) grade|grade \d{1,2})\b"
)
# Kinds of report in which nobody is hurt.
BLOODLESS = frozenset({"theft", "fraud", "drugs", "disorder", "police_service", "paperwork"})
_BLOODY = frozenset({"crash", "violence"})
ENOUGH, MOST = 3, 4  # weights that ring, the latter however calm the rest is
NEAR = 5  # words: "tolong" so close to a danger is a cry, further away it is politeness...
OWN = 3  # words: harm so close to "saya" is the writer's own
SHORT = 15  # ... except in a message of few words
_SLIGHT, _HINT, _ALARM, _GRAVEST = 0.3, 0.4, 0.75, 1.0  # how sure phrases are
BY_WORDS, _BESIDE = 0.6, 0.7  # ... and alarms of the words: alone, and beside a phrase that hints
# Points that they add to those of the words, and from how many a message rings, or is asked about: chosen by what they
# do to tests/messages, the unseen ones too.
OF_HINT, OF_ALARM = 15, 35
RINGS, ASKED = 12, -8
OF_FEW = -15


class _Scene(NamedTuple):
    """What the whole message says of time and person."""

    present: bool
    past: bool
    long_ago: bool
    often: bool
    me: bool


def urgent(words: Words, hits: Sequence[Hit], kind: str, *, over: bool) -> Guess | None:
    """ "emergency": act at once. "danger_hint": one question. None: nothing of the kind. kind: the category, if any.
    over: a time was told that lies well back.

    Phrases give points, and so does every word: people in danger are polite, too, and some tell of papers."""
    found = _found(words, hits, kind, over=over)
    rings = found is not None and found.value == "emergency"
    if found and rings and (_is_over(words, hits, over=over) or _is_told_in_haste(words, hits, kind, over=over)):
        return found._replace(value="danger_hint", sure=_HINT)
    return found


def _found(words: Words, hits: Sequence[Hit], kind: str, *, over: bool) -> Guess | None:
    told, few = _told(words, hits, kind, over=over), len(words.plain) < points.FEW
    sum_ = points.danger(words, over=over) + (OF_FEW if few else _added(told, words))
    if sum_ >= RINGS and not any(map(laughs, words.plain)):
        rung = Guess("emergency", _causes(words, told), _BESIDE if told else BY_WORDS)
        return told if told and told.value == "emergency" else rung
    if told is not None and (few or told.sure == _GRAVEST):
        return told
    if sum_ >= ASKED or (told is not None and told.sure > _SLIGHT):
        return Guess("danger_hint", _causes(words, told), _HINT)
    return None


def _added(told: Guess | None, words: Words) -> int:
    """Whoever waits at a counter says what others say in fear: "he is still outside"."""
    if told is None or (told.sure == _SLIGHT and not lexicon.WAITED.isdisjoint(words.plain)):
        return 0
    return OF_ALARM if told.value == "emergency" else OF_HINT


def _causes(words: Words, told: Guess | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(told.words if told is not None else ()), *points.loudest(words))))


def _is_over(words: Words, hits: Sequence[Hit], *, over: bool) -> bool:
    """ "This morning two boys snatched my bag, I fell but I am all right, please help": no sign of danger is grave."""
    if any(hit.value > 1 for hit in hits) or not lexicon.PRESENT.isdisjoint(words.plain):
        return False
    told, scene = WELL.find(words), _scene(words, over=over)
    past = scene.past or scene.long_ago or bool(told["earlier"])
    return past and any(lexicon.BUT.isdisjoint(words.plain[hit.end : hit.end + 3]) for hit in told["well"])


def _is_told_in_haste(words: Words, hits: Sequence[Hit], kind: str, *, over: bool) -> bool:
    """ "Motor saya dicuri tadi pagi, tolong cepat pak": told as over, and nobody was hurt."""
    scene = _scene(words, over=over)
    return kind in BLOODLESS and (scene.past or scene.long_ago) and hurries(words, hits)


def _told(words: Words, hits: Sequence[Hit], kind: str, *, over: bool) -> Guess | None:
    """What phrases say."""
    if not hits:
        return _cry(words) or _plea(words, kind, over=over)
    scene = _scene(words, over=over)
    weighed = [(_weight(hit, words, scene), hit.words) for hit in hits]
    best, caused = max(weighed, key=lambda entry: entry[0])
    hinted = [cause for weight, cause in weighed if weight in {1, 2}]
    signs = len(set(hinted)) + (kind in _BLOODY and best == 2)
    if best in {1, 2} and signs > 1 and _add_up(words, scene, best) and not any(map(laughs, words.plain)):
        # "mengancam saya pakai parang sekarang": no word says it alone, together they do.
        return Guess("emergency", tuple(word for cause in hinted for word in cause), _ALARM)
    if best <= 0:
        return None
    if best >= ENOUGH and not any(map(laughs, words.plain)):
        return Guess("emergency", caused, _GRAVEST if best > ENOUGH else _ALARM)
    return Guess("danger_hint", caused, _SLIGHT if best == 1 else _HINT)


def _add_up(words: Words, scene: _Scene, best: int) -> bool:
    """Two signs of danger are one danger where one is grave, or somebody speaks of themselves and of now."""
    if scene.past or scene.long_ago or scene.often or words.question:
        return False
    return best == 2 or (scene.me and _is_now(words, scene))


def _cry(words: Words) -> Guess | None:
    """ "tolong pak" and nothing else: no request, and no danger named either."""
    said = frozenset(words.plain)
    cries = not said.isdisjoint(lexicon.CRY) or ("bantu" in said and not said.isdisjoint(lexicon.URGES))
    if cries and said <= lexicon.CRY_ALONE:
        return Guess("danger_hint", words.shown, _HINT)
    return None


def _plea(words: Words, kind: str, *, over: bool) -> Guess | None:
    """ "tolong, ada tabrakan": a cry for help in a matter of blood, and nothing says that it is over."""
    if kind not in _BLOODY or words.plain[0] not in lexicon.CRIES:
        return None
    scene = _scene(words, over=over)
    return None if scene.past or scene.long_ago or scene.often else Guess("danger_hint", words.shown[:1], _HINT)


def hurries(words: Words, hits: Sequence[Hit]) -> bool:
    """Whether nothing rings but the wish that it goes fast: "tolong cepat ya pak, saya butuh motornya"."""
    if only_hurries(words):
        return True
    named = any(hit.value and " ".join(words.plain[hit.start : hit.end]) not in danger_words.HASTE for hit in hits)
    near = lexicon.NEARBY | lexicon.PRESENT
    hasty = not lexicon.FAST.isdisjoint(words.plain) and near.isdisjoint(words.plain)
    return hasty and not named and points.danger(words, over=False) < RINGS


def only_hurries(words: Words) -> bool:
    """ "Mohon segera ditindaklanjuti", and nothing else."""
    asks = all(map(lambda word, stem: word in lexicon.ONLY_FAST or stem in lexicon.HANDLED, words.plain, words.stems))
    return asks and not lexicon.FAST.isdisjoint(words.plain)


def is_again_and_again(words: Words, hits: Sequence[Hit]) -> bool:
    """ "My teacher keeps touching me": nothing says that it goes on now, and nothing is graver than that."""
    now = lexicon.PRESENT | lexicon.CRIES
    graver = any(hit.value > 2 for hit in hits)
    return not graver and now.isdisjoint(words.plain) and not lexicon.AGAIN.isdisjoint(words.plain)


def in_first_person(words: Words) -> bool:
    return not lexicon.ME.isdisjoint(words.plain)


def tells_of_self(words: Words) -> bool:
    """More than "saya mau tanya", "saya dengar"."""
    next_ = (*words.plain[1:], "")
    return any(word in lexicon.ME and next_[at] not in lexicon.ONLY_ASKS for at, word in enumerate(words.plain))


def child_writes(words: Words) -> bool:
    """ "aku umur 10", "saya masih SD"; not "anak saya umur 10"."""
    if _AGE_WORDS.isdisjoint(words.plain):
        return False
    line = " ".join(words.plain)
    age = _AGE.search(line)
    years = next((int(number) for number in age.groups() if number), 0) if age is not None else 0
    return 4 < years < 18 or _SCHOOL.search(line) is not None


def sexual_or_child(words: Words, hits: Sequence[Hit]) -> Guess | None:
    if not hits:
        return None
    least = 2 if any(map(laughs, words.plain)) else 1
    for hit in hits:
        harmless = negated(hit, words) or _is_family_kiss(hit, words) or _is_by_nobody(hit, words)
        if hit.value >= least and not harmless:
            return Guess("sexual_or_child", hit.words, 0.9)
    return None


def _is_by_nobody(hit: Hit, words: Words) -> bool:
    """ "The song touched me", "a car hits two kids", "he beats his son at chess", "he touched my kids bike"."""
    done = words.plain[hit.start]
    if done not in harm_words.TOUCHED | harm_words.BEATEN:
        return False
    inside, after = words.plain[hit.start + 1 : hit.end], words.plain[hit.end : hit.end + 3]
    things = not harm_words.BELONGINGS.isdisjoint((*inside, *after[:1]))
    return things or not danger_words.GAMES.isdisjoint(after) or _is_done_by_thing(done, words.plain[: hit.start])


def _is_done_by_thing(done: str, before: Sequence[str]) -> bool:
    """Not by the man on the bus."""
    told = [word for word in before[-6:] if word not in harm_words.BETWEEN | harm_words.DETERMINERS]
    things = harm_words.MOVES if done in harm_words.TOUCHED else harm_words.STRIKES
    return bool(told) and told[-1] in things and harm_words.PLACING.isdisjoint(told[-2:-1])


def _is_family_kiss(hit: Hit, words: Words) -> bool:
    """ "Om cium saya di kening waktu lebaran", and nothing else is told."""
    rest = frozenset((*words.plain[: hit.start], *words.plain[hit.end :]))
    kissed = words.plain[hit.end - 2] == "cium" and not harm_words.FOREHEAD.isdisjoint(rest)
    return kissed and rest <= harm_words.FOREHEAD | harm_words.AT_FEASTS


def is_own(words: Words, hits: Sequence[Hit]) -> bool:
    """Whether the harm is told of oneself or one's own: "saya diperkosa", "anak saya dicabuli"."""
    return any(not lexicon.ME.isdisjoint(words.plain[max(0, hit.start - OWN) : hit.end + OWN]) for hit in hits)


def is_of_others(words: Words, hits: Sequence[Hit]) -> bool:
    """ "Ada orang mau loncat dari jembatan": the nearest person before it is somebody else."""
    return bool(hits) and all(_is_of_another(words.plain[max(0, hit.start - 5) : hit.start]) for hit in hits)


def _is_of_another(before: tuple[str, ...]) -> bool:
    nearest = next((word for word in reversed(before) if word in lexicon.ME or word in lexicon.SOMEBODY), "")
    return nearest in lexicon.SOMEBODY


def _scene(words: Words, *, over: bool) -> _Scene:
    seen = frozenset(words.plain)
    return _Scene(
        present=not seen.isdisjoint(lexicon.PRESENT),
        past=seen.isdisjoint(lexicon.JUST_NOW)
        and (over or not seen.isdisjoint(lexicon.PAST) or ("lalu" in seen and _lies_back(words.plain))),
        long_ago=not seen.isdisjoint(lexicon.LONG_AGO),
        often=not seen.isdisjoint(lexicon.OFTEN),
        me=not seen.isdisjoint(lexicon.ME),
    )


def _lies_back(plain: tuple[str, ...]) -> bool:
    """ "minggu lalu" is the past; "lalu lintas" is traffic and "lalu dia pergi" goes on telling."""
    return any(word == "lalu" and plain[at - 1] in lexicon.SPANS for at, word in enumerate(plain) if at)


def _is_now(words: Words, scene: _Scene) -> bool:
    return (scene.present or not lexicon.CRIES.isdisjoint(words.plain)) and not scene.long_ago


def _weight(hit: Hit, words: Words, scene: _Scene) -> int:
    weight: int = hit.value
    if weight == 0 or negated(hit, words) or _is_talk(hit, words):
        return 0
    most = 1 if _is_supposed(hit, words) else _of_errand(hit, words)
    weight = min(weight, most)
    cry = _cries_near(hit, words, beside=weight == 1)
    now = (scene.present or cry) and not scene.long_ago
    if (scene.past or scene.long_ago) and not now:
        return 2 if weight >= 2 else 0
    if scene.often and not now:
        return min(weight, 2)
    if weight == 2 and (now or (scene.me and not scene.past)):
        return 3
    return 3 if weight == 1 and now and cry and most > 1 else weight


def _cries_near(hit: Hit, words: Words, *, beside: bool) -> bool:
    """beside: the words of the hit itself do not count."""
    plain = words.plain
    start, end = (0, len(plain)) if len(plain) <= SHORT else (max(0, hit.start - NEAR), hit.end + NEAR)
    around = (*plain[start : hit.start], *plain[hit.end : end]) if beside else plain[start:end]
    return not lexicon.CRIES.isdisjoint(around)


def _is_supposed(hit: Hit, words: Words) -> bool:
    """ "Kalau ada orang bawa pisau harus bagaimana": asked about, as it may be told of now. Somebody's threat is not:
    "dia ngancam kalau saya lapor mau bunuh saya"."""
    before, after = words.plain[max(0, hit.start - 4) : hit.start], words.plain[hit.end :]
    threat = not lexicon.THREATENS.isdisjoint(words.plain[: hit.end])
    return "kalau" in before and not threat and not lexicon.THEN.isdisjoint(after)


def _of_errand(hit: Hit, words: Words) -> int:
    """The most that "tolong cepat" may weigh before what an office does. "Tolong cepat diproses laporan saya": nothing.
    Where no papers are named it is asked about; where it is shouted, or somebody is in the house, it weighs all."""
    said, asked = words.plain[hit.start : hit.end], words.stems[hit.end : hit.end + 3]
    if not lexicon.HURRY.issuperset(said) or lexicon.HANDLED.isdisjoint(asked):
        return MOST
    office = not (lexicon.PAPERS.isdisjoint(words.plain) and lexicon.BY_OFFICES.isdisjoint(asked))
    grave = " ".join(said) in lexicon.SHOUTED or _is_beset(words.plain[hit.end :])
    return int(grave) if office else MOST if grave else 1


def _is_beset(plain: Sequence[str]) -> bool:
    """Not by "saya orang Bandung"."""
    return any(word in lexicon.BESET and not (word == "orang" and plain[at - 1 : at] == ("saya",))
               for at, word in enumerate(plain))  # fmt: skip


def _is_talk(hit: Hit, words: Words) -> bool:
    """ "nomor darurat berapa?", "bila terjadi kebakaran": words about danger, not danger."""
    before, after = words.plain[max(0, hit.start - 4) : hit.start], words.plain[hit.end : hit.end + 2]
    if not lexicon.IFS.isdisjoint(before):
        return True
    around = before[-2:] + after
    return not lexicon.PRACTICE.isdisjoint(around) or (words.question and not lexicon.ASKING.isdisjoint(around))
