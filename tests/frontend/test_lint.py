"""Each house rule catches what it is for, and lets pass what looks like it."""

from __future__ import annotations

import pytest

from frontend import lint


def faults_in(text: str, *, name: str = "page.html") -> list[str]:
    return [fault for _, fault in lint.check_file(name, text, {"phone", "map-pin"})]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<p style="color: red">', "inline style"),
        ("<style>p { color: red }</style>", "inline style"),
        ('<button onclick="go()">', "inline handler onclick"),
        ('<button hx-on:click="go()">', "inline handler hx-on:click"),
        ('<a href="javascript:go()">', "javascript: address"),
        ('<script src="/static/chat.js"></script>', "script without a nonce"),
        ('<img src="/media/1">', "img without alt"),
        ("<p>{{ text|safe }}</p>", "escaping switched off"),
        ("{% autoescape false %}", "escaping switched off"),
        ('<img alt="" src="https://tiles.example/1.png">', "outside host"),
        ('<script nonce="1" src="//cdn.example/x.js"></script>', "outside host"),
        ("{{ icon('no-such-icon') }}", "icon no-such-icon is not in"),
        ('<use href="/static/vendor/icons.svg#no-such-icon"/>', "icon no-such-icon is not in"),
    ],
)
def test_a_template_that_breaks_a_rule_is_named(text: str, fault: str) -> None:
    assert any(fault in found for found in faults_in(text)), faults_in(text)


@pytest.mark.parametrize(
    "text",
    [
        '<script nonce="{{ nonce }}" src="{{ static(\'chat.js\') }}"></script>',
        '<img src="/media/1" alt="{{ _(\'Foto laporan\') }}">',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        '<p class="{% if a > b %}late{% endif %}">{{ icon("phone") }}</p>',
        "<p>A safe place, // not a comment, on time</p>",
        '<a href="/lapor">Lapor</a>{# <p style="x"> #}',
    ],
)
def test_a_clean_template_passes(text: str) -> None:
    assert faults_in(text) == []


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ('<form method="post" action="/x">{{ own() }}', True), ('<form action="/masuk" role="search">', True),
        ('<form method="dialog">', True), ('<form method="post" action="/masuk/login?bahasa=id">', True),
        ('<form method="post" action="/x"><input name="op">', False),
        ('<form class="held" method="post"{% if x %} hidden{% endif %}>\n{{ own() }}', False),
    ],
)  # fmt: skip
def test_an_officers_form_says_whose_page_it_is(form: str, known: bool) -> None:
    found = faults_in(form, name="api/templates/desk/thread.html")
    assert [fault for fault in found if "whose page" in fault] == ([] if known else found)
    assert bool(found) is not known
    assert faults_in(form, name="api/templates/public/chat.html") == []


def test_what_stands_in_a_field_is_what_was_written() -> None:
    [fault] = faults_in("<textarea rows={{ 5 }}>{{ text }}</textarea>")
    assert "unchanged" in fault
    assert faults_in("<textarea rows={{ 5 }}>{{ text|unchanged }}</textarea><textarea></textarea>") == []


def test_a_style_sheet_may_not_load_from_elsewhere() -> None:
    assert faults_in('@import "https://fonts.example/x.css";', name="app.css")
    assert faults_in("a { background: url(//cdn.example/x.png) }", name="app.css")
    assert faults_in("a { background: url(vendor/x.png) }", name="app.css") == []


def test_a_file_of_400_lines_passes_and_one_more_does_not() -> None:
    assert faults_in("x = 1\n" * 400, name="module.py") == []
    assert faults_in("x = 1\n" * 401, name="module.py") == ["401 lines, the limit is 400: split it by noun"]


@pytest.mark.parametrize(
    "line",
    ["from core import clock", "from core.i18n import translator", "import orjson", "import sqlalchemy.orm as orm",
     "from bot import jobs", "def late() -> None:\n    from bot.channels.contract import Channel"],
)  # fmt: skip
def test_the_conversation_imports_nothing_but_what_is_pure(line: str) -> None:
    [fault] = faults_in(line, name="bot/conversation/flows/new.py")
    assert fault.startswith("the conversation imports ")
    assert faults_in(line, name="bot/effects.py") == []


def test_the_conversation_may_import_itself_its_messages_codes_terms_and_the_standard_library() -> None:
    text = "import re\nfrom math import cos\nfrom core import codes, terms\nfrom bot.messages import Point\n"
    assert faults_in(text + "from bot.conversation import step as steps\n", name="bot/conversation/turn.py") == []


def test_a_fault_is_reported_on_its_own_line() -> None:
    text = "{% if a\n > b %}\n<p>\n<img src=x>"
    assert list(lint.check_file("page.html", text, set())) == [(4, "img without alt")]


def test_an_icon_that_nobody_shows_is_known() -> None:
    assert lint.named({"alert-circle", "dinosaur"}) == {"alert-circle"}
