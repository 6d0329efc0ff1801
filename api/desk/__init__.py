"""The officers' pages, one router per page family."""

from __future__ import annotations

from api.desk import account, inbox, login, people, report, trouble

routers = [login.router, inbox.router, report.router, people.router, account.router, trouble.router]
