"""One SVG sprite out of the icons in use: `<svg><use href="…/icons.svg#phone"/></svg>`."""

from __future__ import annotations

import re
from pathlib import Path

LINE_ENDS = 'stroke-linecap="round" stroke-linejoin="round"'
OUTLINE = f'fill="none" stroke="currentColor" stroke-width="1.9" {LINE_ENDS}'
FILLED = 'fill="currentColor"'
# Every icon begins with an invisible square that only design programs need.
INVISIBLE = re.compile(r'<path stroke="none" d="M0 0h24v24H0z"[^>]*/>')


def build_sprite(names: list[str], folder: Path) -> str:
    """Raises FileNotFoundError for a name that Tabler does not have."""
    symbols = [build_symbol(name, folder) for name in names]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""])


def build_symbol(name: str, folder: Path) -> str:
    filled = name.endswith("-filled")
    kind = "filled" if filled else "outline"
    file = folder / kind / f"{name.removesuffix('-filled')}.svg"
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    shapes = " ".join(INVISIBLE.sub("", inside).split())
    return f'<symbol id="{name}" viewBox="0 0 24 24" {FILLED if filled else OUTLINE}>{shapes}</symbol>'


def read_names(file: Path) -> list[str]:
    return sorted({line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()})
