"""By when something is due: within office hours, but for what is urgent, and for harm."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

JAKARTA = ZoneInfo("Asia/Jakarta")
NIGHT = datetime(2026, 3, 12, 22, 18, tzinfo=JAKARTA)
MORNING = datetime(2026, 3, 13, 8, 0, tzinfo=JAKARTA)
