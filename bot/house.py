"""The station as the chat side sees it: its settings, keys, files, channels and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.channels import registry
from bot.channels.contract import Channel
from bot.messages import Abilities
from bot.place_list import PlaceList
from core.files import Files
from core.settings import Settings
from core.vault import Vault


@dataclass(frozen=True, slots=True)
class House:
    """Built once per process."""

    settings: Settings
    vault: Vault
    files: Files
    channels: Mapping[str, Channel]  # by account
    places: PlaceList
    desk_hears: Callable[[int], bool]  # whether an officer of this unit has a page open; called in the writer's thread

    @property
    def duty_channel(self) -> Channel | None:
        """The channel of the duty chat; None if the station has no duty chat."""
        telegrams = (c for c in self.channels.values() if c.kind == "telegram")
        return next(telegrams, None) if self.settings.duty_telegram_chat else None

    def abilities(self, account: str) -> Abilities:
        channel = self.channels.get(account)
        return channel.abilities if channel else registry.abilities(account.partition(":")[0])
