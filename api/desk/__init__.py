"""The officers' pages, one router per page family."""

from __future__ import annotations

from api.desk.account import router as account
from api.desk.canned import router as canned
from api.desk.inbox import router as inbox
from api.desk.login import router as login
from api.desk.people import router as people
from api.desk.report import router as report
from api.desk.trouble import router as trouble
from api.desk.writing import router as writing

routers = [login, inbox, report, writing, people, canned, account, trouble]
