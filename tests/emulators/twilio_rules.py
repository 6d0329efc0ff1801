"""What Twilio checks before it takes a message, as its reference and its OpenAPI text say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

CONTENT_SID = re.compile(r"HX[0-9a-f]{32}")
ADDRESS = re.compile(r"whatsapp:(\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128})")
PARAMETERS = frozenset(
    "To StatusCallback ApplicationSid MaxPrice ProvideFeedback Attempt ValidityPeriod ForceDelivery "
    "ContentRetention AddressRetention SmartEncoded PersistentAction TrafficType ShortenUrls ScheduleType SendAt "
    "SendAsMms ContentVariables MessageIntent RiskCheck From FallbackFrom MessagingServiceSid Body MediaUrl "
    "ContentSid".split()
)
VARIABLE = re.compile(r"\{\{(\w{1,16})\}\}")
TITLE_LIMITS = {"twilio/quick-reply": 20, "twilio/list-picker": 24}


class Problem(Exception):
    """An answer that is not a success."""

    def __init__(self, code: int, text: str, *, status: int = 400, retry_after: float | None = None) -> None:
        super().__init__(text)
        self.code, self.text, self.status, self.retry_after = code, text, status, retry_after


@dataclass(frozen=True)
class Button:
    title: str
    id: str


@dataclass(frozen=True)
class Shown:
    """What the person sees of a message."""

    body: str
    buttons: tuple[Button, ...] = ()
    kind: str = "twilio/text"


@dataclass
class Template:
    """Content made beforehand. An approved one may open a conversation, but its variables hold one line each."""

    sid: str
    kind: str = "twilio/text"
    body: str = "{{1}}"
    buttons: tuple[Button, ...] = ()
    approved: bool = False

    def show(self, variables: Mapping[str, str]) -> Shown:
        if self.approved and any(re.search(r"[\n\t]| {5}", value) for value in variables.values()):
            raise Problem(21656, "The ContentVariables Parameter is invalid.")
        buttons = tuple(Button(_fill(b.title, variables), _fill(b.id, variables)) for b in self.buttons)
        shown = Shown(_fill(self.body, variables), buttons, self.kind)
        _check_shown(shown, approved=self.approved)
        return shown


def buttons_template(sid: str, count: int) -> Template:
    """A template of the shape that the adapter fills: {{1}} the text, then title and id in turn."""
    kind = "twilio/quick-reply" if count <= 3 else "twilio/list-picker"
    buttons = (Button(f"{{{{{2 * n}}}}}", f"{{{{{2 * n + 1}}}}}") for n in range(1, count + 1))
    return Template(sid, kind, "{{1}}", tuple(buttons))


def _fill(text: str, variables: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in variables:
            raise Problem(21656, f"The ContentVariables Parameter is invalid: {match[1]} is missing.")
        return variables[match[1]]

    return VARIABLE.sub(value, text)


def _check_shown(shown: Shown, *, approved: bool) -> None:
    limit = TITLE_LIMITS.get(shown.kind)
    if len(shown.body) > (1600 if limit is None else 1024):
        raise Problem(63013, "Body of the template is too long.")
    titles = [button.title for button in shown.buttons]
    if len(titles) > (3 if shown.kind == "twilio/quick-reply" and not approved else 10):
        raise Problem(63013, "Too many buttons.")
    if len(set(titles)) < len(titles) or not all(0 < len(title) <= (limit or 0) for title in titles):
        raise Problem(63013, "A title is empty, too long or there twice.")
    if len({button.id for button in shown.buttons}) < len(titles):
        raise Problem(63013, "An id is there twice.")
    if any(len(button.id) > 200 for button in shown.buttons):
        raise Problem(63013, "An id is too long.")


@dataclass
class Content:
    templates: dict[str, Template] = field(default_factory=dict)

    def show(self, form: Mapping[str, str]) -> Shown:
        """Raises Problem for anything that Twilio would not take."""
        _check_fields(form)
        sid = form.get("ContentSid", "")
        if not sid:
            return Shown(form.get("Body", ""))
        if not CONTENT_SID.fullmatch(sid) or sid not in self.templates:
            raise Problem(21655, "The ContentSid is Invalid.")
        return self.templates[sid].show(_variables(form.get("ContentVariables", "{}")))


def _check_fields(form: Mapping[str, str]) -> None:
    for name in form:
        if name not in PARAMETERS:
            raise Problem(20001, f"Unknown parameter {name}.")
    _check_addresses(form)
    _check_content(form)
    callback = form.get("StatusCallback", "https://none.example/")
    if not re.fullmatch(r"https?://[^/_\s]+(/\S*)?", callback):
        raise Problem(21609, "The StatusCallback URL is not valid.")


def _check_addresses(form: Mapping[str, str]) -> None:
    if not form.get("To"):
        raise Problem(21604, "A 'To' phone number is required.")
    if not ADDRESS.fullmatch(form["To"]):
        raise Problem(21211, "The 'To' number is not valid.")
    if not form.get("From") and not form.get("MessagingServiceSid"):
        raise Problem(21603, "A 'From' phone number is required.")
    if form.get("From") and not ADDRESS.fullmatch(form["From"]):
        raise Problem(21212, "The 'From' number is not valid.")


def _check_content(form: Mapping[str, str]) -> None:
    if len(form.get("Body", "")) > 1600:
        raise Problem(21617, "The concatenated message body exceeds the 1600 character limit.")
    if form.get("Body") and (form.get("ContentSid") or form.get("ContentVariables")):
        raise Problem(35127, "'Messages' Body and ContentVariables cannot be provided together.")
    if not form.get("Body") and not form.get("ContentSid") and not form.get("MediaUrl"):
        raise Problem(21619, "A text message body or media urls must be specified.")


def _variables(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Problem(21656, "The ContentVariables Parameter is invalid.")
    if len(found) > 100 or any(len(key) > 16 or len(value) > 1600 for key, value in found.items()):
        raise Problem(21656, "The ContentVariables Parameter is invalid.")
    return found
