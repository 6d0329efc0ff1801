"""Names and times as people say them. `N` marks a text of a table for the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, Protocol

from bot.conversation.step import Draft
from bot.messages import Abilities
from core.hours import ALWAYS, Hours
from core.terms import SENSITIVE_WITHIN

Translate = Callable[[str], str]


def N(text: str) -> str:  # noqa: N802 - gettext's customary sign
    return text


CATEGORIES = {
    "crash": N("Kecelakaan lalu lintas"),
    "theft": N("Pencurian atau begal"),
    "fraud": N("Penipuan online"),
    "violence": N("Kekerasan / ancaman"),
    "sexual_or_child": N("Kekerasan seksual/anak"),
    "missing": N("Orang hilang"),
    "drugs": N("Narkoba"),
    "disorder": N("Gangguan ketertiban"),
    "police_service": N("Layanan polisi"),
    "paperwork": N("Surat dan SIM"),
    "other": N("Lainnya / tidak yakin"),
}
STATUSES = {
    "received": N("Diterima"),
    "checking": N("Sedang dicek"),
    "handling": N("Sedang ditangani"),
    "need_info": N("Butuh info dari Anda"),
    "finished": N("Selesai"),
}
RESULTS = {
    "solved": N("masalahnya sudah ditangani"),
    "forwarded": N("diteruskan ke pihak yang berwenang"),
    "duplicate": N("digabung dengan laporan lain tentang kejadian yang sama"),
    "unfounded": N("petugas tidak menemukan kejadiannya"),
    "no_contact": N("petugas belum bisa menghubungi Anda"),
    "withdrawn": N("ditarik oleh Anda"),
}
IDENTITIES = {
    "contactable": N("boleh dihubungi"),
    "private": N("dirahasiakan"),
    "anonymous": N("anonim penuh"),
}
ONE = {"photo": N("1 foto"), "video": N("1 video"), "voice": N("1 suara"), "document": N("1 berkas")}
MANY = {"photo": N("{n} foto"), "video": N("{n} video"), "voice": N("{n} suara"), "document": N("{n} berkas")}
DAYS = (
    N("Senin"), N("Selasa"), N("Rabu"), N("Kamis"), N("Jumat"), N("Sabtu"), N("Minggu"),
)  # fmt: skip
MONTHS = (
    N("Januari"), N("Februari"), N("Maret"), N("April"), N("Mei"), N("Juni"), N("Juli"), N("Agustus"),
    N("September"), N("Oktober"), N("November"), N("Desember"),
)  # fmt: skip
COMFORT = N(  # S0
    "Terima kasih sudah memberi tahu. Ini bukan salah Anda. Anda boleh berhenti kapan saja, dan *tidak perlu "
    "menceritakan detailnya di sini*. Bila tidak aman sekarang, telepon {number}. SAPA 129 siap membantu: "
    "telepon 129 atau WA 08111-129-129."
)
NOT_SAID = N("Tidak disebut")
NO_PIN_HERE = N(
    "PIN tidak perlu dikirim di sini dan tidak kami teruskan. Dengan kode dan PIN, pesan-pesan dibuka di {page}."
)


def clock(t: Translate, at: datetime, zone: tzinfo) -> str:
    return at.astimezone(zone).strftime(t("%H.%M"))


def day(t: Translate, at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{t(DAYS[local.weekday()])} {local.day} {t(MONTHS[local.month - 1])} {local.year}"


def moment(t: Translate, at: datetime, zone: tzinfo, *, now: datetime) -> str:
    """The hour alone for today, else with the day: short enough for a sentence."""
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return clock(t, at, zone)
    return f"{t(DAYS[local.weekday()])} {clock(t, at, zone)}"


def deadline(t: Translate, at: datetime, zone: tzinfo, *, now: datetime) -> str:
    """As `moment`, to be put after "paling lambat" and "by"."""
    local = at.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return t("pukul {time}").format(time=clock(t, at, zone))
    return t("{day} pukul {time}").format(day=t(DAYS[local.weekday()]), time=clock(t, at, zone))


def hours(t: Translate, hours: Hours) -> str:
    """When officers read, inside a sentence."""
    if hours.is_always:
        return t("24 jam sehari")
    written = t("%H.%M").replace("%H", "{:02d}").replace("%M", "{:02d}")
    return t("pukul {hours}").format(hours="-".join(written.format(*divmod(minutes, 60)) for minutes in hours))


def read_by(now: datetime, seconds: int, *, hours: Hours = ALWAYS, zone: tzinfo = UTC) -> datetime:
    """Rounded up to five minutes: a promise of seconds sounds like a machine. Counted within the office hours of
    the settings, where they name any: whoever reads from 8 to 16 does not read at 22.00."""
    at = hours.counted(now.astimezone(zone), timedelta(seconds=seconds))
    return at + timedelta(minutes=-at.minute % 5, seconds=-at.second, microseconds=-at.microsecond)


class Promised(Protocol):
    """What is known of a report, as far as its next step goes."""

    @property
    def status(self) -> str: ...
    @property
    def taken(self) -> bool: ...
    @property
    def filed_at(self) -> datetime: ...
    @property
    def next_news_by(self) -> datetime | None: ...


def promise(
    report: Promised, *, now: datetime, hours: Hours, zone: tzinfo
) -> tuple[Literal["read", "news"], datetime] | None:
    """What comes next and by when, within the office hours; None while the citizen is waited for, and where the
    time is over: then only what happens is worth saying."""
    if report.status in {"need_info", "finished"} or report.next_news_by is None:
        return None
    if report.taken:
        kind: Literal["read", "news"] = "news"
        at = _when_open(report.next_news_by, hours=hours, zone=zone)
    else:
        seconds = int((report.next_news_by - report.filed_at).total_seconds())
        counted = ALWAYS if seconds == SENSITIVE_WITHIN else hours  # of harm it is read around the clock
        kind, at = "read", read_by(report.filed_at, seconds, hours=counted, zone=zone)
    return (kind, at) if at > now else None


def _when_open(at: datetime, *, hours: Hours, zone: tzinfo) -> datetime:
    """The same, or an hour after the next opening."""
    opened = hours.counted(at.astimezone(zone), timedelta())
    return at if opened == at else opened + timedelta(hours=1)


ONLY_DAY = {"day", "date"}


def happened(t: Translate, draft: Draft, zone: tzinfo) -> str:
    """The time of the incident in full, so that a wrong reading is noticed."""
    if not draft.when:
        return draft.when_text
    at = datetime.fromisoformat(draft.when)
    told = known(t, at, draft.when_precision, zone)
    return told if draft.when_precision in ONLY_DAY else f"{told} {at.astimezone(zone).tzname() or ''}".strip()


def known(t: Translate, at: datetime, precision: str, zone: tzinfo) -> str:
    """As exactly as it was told, and no more: what was read out of "kemarin sore" is no hour that somebody named."""
    if precision in ONLY_DAY:
        return day(t, at, zone)
    about = t("sekitar ") if precision not in {"minute", "exact", "now"} else ""
    return f"{day(t, at, zone)}, {about}{clock(t, at, zone)}"


def where(t: Translate, draft: Draft) -> str:
    """What the citizen named, else how far the pin is from what the station knows."""
    if draft.place:
        return t("{place} + titik di peta").format(place=draft.place) if draft.near else draft.place
    if draft.near and draft.near[0]:
        return t("sekitar {metres} m dari {place}").format(metres=draft.near[1], place=draft.near[0])
    return t("titik di peta") if draft.point else ""


def files(t: Translate, media: tuple[str, ...]) -> str:
    counts = {kind: media.count(kind) for kind in dict.fromkeys(media) if kind in ONE}
    return ", ".join(t(ONE[kind]) if n == 1 else t(MANY[kind]).format(n=n) for kind, n in counts.items())


# Of the code and the PIN of an anonymous report.
NOT_LINKED = N(
    "Laporan anonim tidak terhubung ke chat ini: buka di {page} dengan kode dan PIN; bila hilang, buat laporan baru, "
    "boleh anonim lagi."
)
KEEP_BOTH = N(
    "Catat keduanya sekarang: hanya dengan keduanya Anda bisa membuka laporan, atau menambah info, di {page}."
)


def tracking_page(t: Translate, site: str) -> str:
    """Where it can be reached from outside; without an address of its own only its name."""
    return f"{site}/lacak" if site else t("halaman /lacak")


def no_pin_here(t: Translate, site: str) -> str:
    return t(NO_PIN_HERE).format(page=tracking_page(t, site))


def not_linked(t: Translate, site: str) -> str:
    """Said of all anonymous reports: whether this person has one is known to nobody."""
    return t(NOT_LINKED).format(page=tracking_page(t, site))


def how_news_comes(t: Translate, abilities: Abilities, site: str) -> str:
    """Only what the channel can do is promised."""
    if abilities.writes_first:
        return t("Kabar dari petugas datang di sini.")
    return t(
        "Kabar dari petugas datang di sini. Setelah {hours} jam tanpa pesan dari Anda, kabar menunggu: tulis apa saja "
        "di sini untuk menerimanya, atau buka {page}."
    ).format(hours=abilities.window_hours, page=tracking_page(t, site))


def with_reminder(t: Translate, abilities: Abilities, text: str) -> str:
    """The same; where a late answer waits, with a word on how to get it."""
    if abilities.writes_first:
        return text
    ask = t("Belum ada kabar setelah {hours} jam? Tulis apa saja di sini.").format(hours=abilities.window_hours)
    return f"{text} {ask}"


def shorten(text: str, limit: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
