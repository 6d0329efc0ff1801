from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from frontend import icons

SVG = "{http://www.w3.org/2000/svg}"


def write_icon(folder: Path, name: str) -> None:
    file = folder / f"{name}.svg"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        '<svg\n  xmlns="http://www.w3.org/2000/svg"\n  viewBox="0 0 24 24"\n>\n'
        '  <path stroke="none" d="M0 0h24v24H0z" fill="none" />\n  <path d="M5 4h4" />\n</svg>'
    )


def test_each_icon_is_a_symbol_named_like_it_without_the_invisible_square(tmp_path: Path) -> None:
    write_icon(tmp_path, "outline/phone")
    write_icon(tmp_path, "filled/phone")
    sprite = ET.fromstring(icons.build_sprite(["phone", "phone-filled"], tmp_path))
    outline, filled = sprite.findall(f"{SVG}symbol")
    assert (outline.get("id"), outline.get("fill"), outline.get("stroke-width")) == ("phone", "none", "1.9")
    assert (filled.get("id"), filled.get("fill"), filled.get("stroke")) == (
        "phone-filled", "currentColor", None,
    )  # fmt: skip
    assert [path.get("d") for path in outline] == ["M5 4h4"]


def test_an_icon_that_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        icons.build_sprite(["no-such-icon"], tmp_path)
