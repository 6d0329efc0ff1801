"""Fills api/static/vendor and frontend/places from the locked packages: `python -m frontend.assets`.

Needs nothing but the standard library. Done before for the same lock, icons and code: returns at once.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

from frontend import basemap, icons, packages

HERE = packages.HERE
VENDOR = HERE.parent / "api" / "static" / "vendor"
PLACES = HERE / "places"
STAMP = ".stamp"

# what is shipped: its path in the package → its name in api/static/vendor
FILES = {
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/dist/ext/hx-sse.min.js": "hx-sse.min.js",
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/dist/images": "images",  # where leaflet.css looks for them
    "@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2": "ibm-plex-sans.woff2",
    "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2": "ibm-plex-mono-600.woff2",
}
# @tabler/core ships no licence file; its own text is the one beside @tabler/icons, by the same author.
LICENCES = {
    "htmx.org/LICENSE": "htmx.txt",
    "@tabler/icons/LICENSE": "tabler.txt",
    "leaflet/LICENSE": "leaflet.txt",
    "@fontsource-variable/ibm-plex-sans/LICENSE": "ibm-plex-sans.txt",
    "@fontsource/ibm-plex-mono/LICENSE": "ibm-plex-mono.txt",
    "world-atlas/LICENSE": "world-atlas.txt",
}
PLACE_FILES = ("provinces.csv", "regencies.csv", "districts.csv", "villages.csv", "LICENSE.md")


def main(arguments: list[str]) -> int:
    try:
        if "--packages" in arguments:
            packages.install()
        fill()
    except packages.CannotFetch as error:
        print(
            f"The front-end packages could not be fetched ({error}); pages work without them, only plainer, "
            "and the next start tries again.",
            file=sys.stderr,
        )
        return 1
    return 0


def fill() -> None:
    wanted = fingerprint()
    if is_filled(VENDOR, wanted) and is_filled(PLACES, wanted):
        return
    print("Fetching the front-end packages.", file=sys.stderr)
    packages.install()
    fill_places(wanted)
    fill_vendor(wanted)


def fingerprint() -> str:
    files = [packages.LOCK, HERE / "icons.txt", *sorted(HERE.glob("*.py"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def is_filled(folder: Path, wanted: str) -> bool:
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text() == wanted


def fill_vendor(wanted: str) -> None:
    new = VENDOR.with_name("vendor.new")
    shutil.rmtree(new, ignore_errors=True)
    for source, name in FILES.items():
        copy(packages.MODULES / source, new / name)
    for source, name in LICENCES.items():
        copy(packages.MODULES / source, new / "licences" / name)
    names = icons.read_names(HERE / "icons.txt")
    sprite = icons.build_sprite(names, packages.MODULES / "@tabler/icons/icons")
    (new / "icons.svg").write_text(sprite, encoding="utf-8")
    world = json.loads((packages.MODULES / "world-atlas/countries-10m.json").read_bytes())
    (new / "basemap.json").write_text(json.dumps(basemap.build_basemap(world), separators=(",", ":")))
    (new / STAMP).write_text(wanted)
    shutil.rmtree(VENDOR, ignore_errors=True)
    new.rename(VENDOR)


def fill_places(wanted: str) -> None:
    for name in PLACE_FILES:
        copy(packages.MODULES / "idn-area-data/data" / name, PLACES / name)
    (PLACES / STAMP).write_text(wanted)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
