"""A Telegram emulator and, as its judges, clients that others wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import ExtBot

from tests.emulators.telegram import TelegramEmulator


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator() as emulator:
        yield emulator


@pytest.fixture
async def ptb(telegram: TelegramEmulator) -> AsyncIterator[ExtBot[None]]:
    bot = ExtBot(telegram.token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot")
    async with bot:
        yield bot


@pytest.fixture
async def aiogram(telegram: TelegramEmulator) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
    async with Bot(telegram.token, session=session) as bot:
        yield bot


@pytest.fixture
async def http(telegram: TelegramEmulator) -> AsyncIterator[Callable[..., Any]]:
    async with aiohttp.ClientSession() as session:

        async def call(method: str, given: dict[str, Any], *, token: str = telegram.token) -> dict[str, Any]:
            async with session.post(f"{telegram.url}/bot{token}/{method}", json=given) as answer:
                return dict(await answer.json())

        yield call
