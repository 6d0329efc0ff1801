"""The station as the chat side sees it: its settings, keys, files, channels and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.channels.contract import Channel
from bot.messages import Abilities
from bot.place_list import PlaceList
from core.files import Files
from core.settings import Settings
from core.vault import Vault


@dataclass(frozen=True, slots=True)
class House:
    """What a step needs to know of the station and its channels; built once per process."""

    settings: Settings
    vault: Vault
    files: Files
    channels: Mapping[str, Channel]  # by account
    places: PlaceList
    desk_hears: Callable[[int], bool]  # whether an alarm of this unit is heard there; asked from the writer's thread

    @property
    def duty_channel(self) -> Channel | None:
        """Over which the duty chat is told of a P1, where the station has set one."""
        telegrams = (c for c in self.channels.values() if c.kind == "telegram")
        return next(telegrams, None) if self.settings.duty_telegram_chat else None

    def abilities(self, account: str) -> Abilities:
        channel = self.channels.get(account)
        return channel.abilities if channel else Abilities()
