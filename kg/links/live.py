"""What all live targets have in common: the settings a person gives, and a target that remembers of which day its last answer is."""

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from kg.dates import is_date
from kg.errors import UsageError
from kg.links import Candidate, Entity, Target
from kg.links.addresses import check_address
from kg.links.evidence import Found, candidates, shown
from kg.links.fetching import Fetcher, Manners
from kg.links.lookups import Cache, Source

_CONTACT = re.compile(r"(?:[!-~]+@|https?://)[!-~]+\.[!-~]+")  # visible ASCII alone can stand in a header
MakeFetcher = Callable[[Manners], Fetcher]


class Asker(NamedTuple):
    """A live target as its module gives it: how it looks for a thing, and the source it asks, ``usual`` where that is the target's own."""

    look: Callable[[Entity], list[Found]]
    source: Source
    usual: bool = False

    def __call__(self, entity: Entity) -> list[Candidate]:
        """The candidates for a thing; raises LookUpFailed and SourceUnusable."""
        self.source.day = ""
        found = self.look(entity)
        return candidates(entity, found, self.source.day, "" if self.usual else self.source.url)

    @property
    def day(self) -> str:
        """The day of the last answer (YYYY-MM-DD), also where nothing was found; "" before the first."""
        return self.source.day

    @property
    def address(self) -> str:
        """The address of the service."""
        return self.source.url


def source(target: Target, settings: dict[str, str], fetcher: MakeFetcher = Fetcher) -> Source:
    """The source that settings name, with its cache and its manners."""
    if find_spec("urllib3") is None:
        raise UsageError(
            "在线查询要用 urllib3", "looking things up live needs urllib3",
            next_zh="pip install urllib3", next_en="pip install urllib3",
        )  # fmt: skip
    contact = settings.get("contact", "")
    if contact and not _CONTACT.fullmatch(contact):
        raise UsageError(
            f"--contact “{shown(contact)}”不是电子邮件，也不是网址", f'--contact "{shown(contact)}" is no mail address and no page on the web',
            next_zh="写作 zhixia@example.org 或 https://…", next_en="write it as zhixia@example.org or https://…",
        )  # fmt: skip
    manners = Manners(contact, deadline=_seconds("deadline", settings), pause=_seconds("pause", settings))
    address, folder, since = settings.get("service") or target.service, settings.get("cache", ""), settings.get("since", "")
    check_address(address)
    if since and not (len(since) == 10 and is_date(since)):
        raise UsageError(
            f"--since 应是日期，不是“{since}”", f'--since must be a day, not "{since}"',
            next_zh="写作 2026-11-26", next_en="write it as 2026-11-26",
        )  # fmt: skip
    return Source(address, fetcher(manners), Cache(Path(folder) if folder else None, since))


def _seconds(name: str, settings: dict[str, str]) -> float:
    text = settings.get(name, "")
    if not text:
        return float(getattr(Manners, name))
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600 or (name == "deadline" and seconds < 1):
        raise UsageError(
            f"--{name} 应是秒数，不是“{text}”", f'--{name} must be a number of seconds, not "{text}"',
            next_zh="例如 30", next_en="for example 30",
        )  # fmt: skip
    return seconds
