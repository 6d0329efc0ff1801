"""House rules that no other tool knows: `python -m frontend.lint`. Exits with 1 where one is broken.

Files stay under 400 lines. The conversation imports nothing that stores, sends or tells the time. Templates,
styles and scripts must work under a strict content policy and without any host but our own; pictures say what
they show; nothing switches the escaping off; what stands in a field is what was written. What an officer's form
sends says whose page it was on.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from frontend import icons

HERE = Path(__file__).parent
ROOT = HERE.parent
ROOMS = ("api", "bot", "core", "migrations", "frontend", "benchmarks", "tests")
NOT_OURS = ("api/static/vendor", "frontend/node_modules", "frontend/places", "migrations/versions")
LIMIT = 400
PURE = "bot/conversation/"
KNOWN_TO_THE_PURE = ("bot.conversation", "bot.messages", "core.codes", "core.hours", "core.terms")

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
OUTSIDE_HOST = re.compile(r"\bhttps?://(?!www\.w3\.org/)[^\s\"'<>)]*|(?:src|href|url)\s*[=(]\s*[\"']?//[^\s\"')]+")
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")
ICON = re.compile(r"icons\.svg#([a-z0-9-]+)|\bicon\(\s*[\"']([a-z0-9-]+)[\"']")

FIELD = re.compile(r"(?<!\|unchanged) \}\}</textarea>")
CHANGING_FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*>(?!\{\{ own\(\) \}\})")
OFFICERS = ("api/templates/desk/", "api/templates/base.html")
NOT_LOGGED_IN = ("api/templates/desk/login.html", "api/templates/desk/link.html")

Fault = tuple[int, str]


def main() -> int:
    known = set(icons.read_names(HERE / "icons.txt"))
    found = [
        f"{file.relative_to(ROOT)}:{line}: {fault}"
        for file in our_files()
        for line, fault in check_file(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"), known)
    ]
    found += [f"frontend/icons.txt: nobody shows {name}" for name in sorted(known - named(known))]
    print("\n".join(found) or "House rules: kept.")
    return 1 if found else 0


def named(known_icons: set[str]) -> set[str]:
    """Those that stand somewhere as a whole word in quotes or behind a number sign."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in our_files() if file.is_relative_to(ROOT / "api"))
    return {name for name in known_icons if re.search(rf"[\"'#]{re.escape(name)}[\"']", text)}


def our_files() -> Iterator[Path]:
    others = tuple(f"{ROOT / folder}/" for folder in NOT_OURS)
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*")):
            if file.suffix in {".py", ".html", ".css", ".js"} and not str(file).startswith(others):
                yield file


def check_file(name: str, text: str, known_icons: set[str]) -> Iterator[Fault]:
    length = text.count("\n")
    if length > LIMIT:
        yield length, f"{length} lines, the limit is {LIMIT}: split it by noun"
    if name.startswith(PURE):
        yield from check_imports(text)
    if name.endswith((".html", ".css", ".js")):
        yield from check_hosts(text)
    if name.endswith(".html"):
        yield from check_template(text, known_icons)
    if name.startswith(OFFICERS) and name not in NOT_LOGGED_IN:
        yield from check_forms(text)


def check_imports(text: str) -> Iterator[Fault]:
    """All that is not named is refused: import-linter names what is, and what comes new would pass."""
    for node in ast.walk(ast.parse(text)):
        for module in imported(node):
            known = module.startswith(KNOWN_TO_THE_PURE) or module.partition(".")[0] in sys.stdlib_module_names
            if not known:
                yield getattr(node, "lineno", 0), f"the conversation imports {module}"


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def check_hosts(text: str) -> Iterator[Fault]:
    for match in OUTSIDE_HOST.finditer(blank_jinja(text)):
        yield line_of(text, match.start()), f"an outside host: {match[0]}"


def check_template(text: str, known_icons: set[str]) -> Iterator[Fault]:
    for match in UNESCAPED.finditer(text):
        yield line_of(text, match.start()), f"escaping switched off: {match[0]}"
    for match in ICON.finditer(text):
        if (name := match[1] or match[2]) not in known_icons:
            yield line_of(text, match.start()), f"icon {name} is not in frontend/icons.txt"
    for match in FIELD.finditer(text):
        yield line_of(text, match.start()), "words in a field that a page may change: end with |unchanged"
    tags = _Tags()
    tags.feed(blank_jinja(text))
    tags.close()
    yield from tags.faults


def check_forms(text: str) -> Iterator[Fault]:
    for match in CHANGING_FORM.finditer(text):
        if 'action="/masuk/login' not in match[0]:
            yield line_of(text, match.start()), "a form that does not say whose page it is: begin it with {{ own() }}"


def blank_jinja(text: str) -> str:
    """What Jinja fills in becomes x, lines stay where they are; an HTML parser would trip over a > b."""
    return JINJA.sub(lambda found: re.sub(r"[^\n]", "x", found[0]), text)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        for fault in faults_of(tag, names, [value or "" for _, value in attrs]):
            self.faults.append((self.getpos()[0], fault))


def faults_of(tag: str, names: set[str], values: list[str]) -> Iterator[str]:
    if tag == "style" or "style" in names:
        yield "inline style; the content policy drops it"
    for name in sorted(names):
        if name.startswith(("on", "hx-on")):
            yield f"inline handler {name}; the content policy drops it"
    if any(value.strip().lower().startswith("javascript:") for value in values):
        yield "a javascript: address"
    if tag == "script" and "nonce" not in names:
        yield "script without a nonce"
    if tag == "img" and "alt" not in names:
        yield "img without alt"


if __name__ == "__main__":
    sys.exit(main())
