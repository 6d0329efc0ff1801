"""What citizens see: the web chat, tracking by code and PIN, and the notices."""

from __future__ import annotations

from api.public import chat, leaving, live, maps, notices, own_data, seen, tracking

routers = (
    chat.router, live.router, seen.router, leaving.router, own_data.router, maps.router, tracking.router, notices.router
)  # fmt: skip
