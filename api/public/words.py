"""Text for people: escaped, then with the little markup that the bot uses."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_BOLD = re.compile(r"\*([^*\n]{1,200})\*")
_SECRET = re.compile(r"(?:JB-)?[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z])?")
# Numbers that help, as our texts name them; not part of a longer number, a time or a code.
_NUMBER = re.compile(r"(?<![\w.,:/#-])(?:08111-129-129|1(?:10|12|13|19|29))(?![\w:/-]|[.,]\d)")
_TRACKING = re.compile(r"(?<![\w/])/lacak\b")
_OWN_DATA = re.compile(r"(?<![\w/])(/lapor/data)/[0-9a-f]+\b")


def rich(text: str) -> Markup:
    """The bot's text: `*bold*`; codes and PINs in a typeface where 0 and O differ; our pages and helplines as links."""
    html = _BOLD.sub(_strong, str(escape(text)))
    html = _NUMBER.sub(r'<a href="tel:\g<0>">\g<0></a>', html)
    html = _OWN_DATA.sub(r'<a href="\g<0>">\1</a>', html)
    return Markup(_TRACKING.sub('<a href="/lacak">/lacak</a>', html))  # noqa: S704 - escaped above


def secrets(text: str) -> list[str]:
    """The codes and PINs in it."""
    return [bold for bold in _BOLD.findall(text) if _SECRET.fullmatch(bold)]


def _strong(found: re.Match[str]) -> str:
    mono = ' class="code"' if _SECRET.fullmatch(found[1]) else ""
    return f"<strong{mono}>{found[1]}</strong>"
