"""Makes a new JPEG of the picture on standard input: no EXIF, no GPS, no text chunks. Exit code 1 if it cannot be read.

core.media runs it as a process of its own, with limits: a picture of a few kilobytes can keep a decoder busy for
minutes, and one of a few megabytes can fill the memory.
"""

from __future__ import annotations

import io
import resource
import sys

PICTURES = ("JPEG", "PNG", "WEBP", "GIF")  # other formats may hold a larger picture than their header says
MAX_PIXELS = {"JPEG": 50_000_000}  # a JPEG is decoded at a smaller scale
MAX_PIXELS_WHOLE = 25_000_000  # of other formats: each pixel takes four bytes, twice


def without_metadata(content: bytes) -> bytes:
    """Raises whatever its decoder does."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=PICTURES) as image:
        if image.width * image.height > MAX_PIXELS.get(image.format or "", MAX_PIXELS_WHOLE):
            raise ValueError("too many pixels")
        image.draft("RGB", (2048, 2048))
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((2048, 2048))
        target = io.BytesIO()
        upright.save(target, "JPEG", quality=85)
        return target.getvalue()


if __name__ == "__main__":
    memory, seconds = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        made = without_metadata(sys.stdin.buffer.read())
    except Exception:  # any decoder fault: the sealed original stays, no copy is shown
        sys.exit(1)
    sys.stdout.buffer.write(made)
