"""What a source of others was asked, and what it said on which day: a folder of answers, and a source that answers from it first.

An answer is a file of its own, written whole or not at all before the next question is put, so that a run that was killed goes on where it ended, and
a second run over the same folder asks nothing and gives the same bytes. The day is part of the answer; nothing else here is of the clock.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kg.errors import LookUpFailed, SourceUnusable, UsageError, refused
from kg.links.fetching import Fetcher, read_json

T = TypeVar("T")

_IN_A_ROW = 5  # questions without an answer, one behind the other, after which a source is taken to be out of order


class Answer(NamedTuple):
    """What a source said, as JSON, and on which day (YYYY-MM-DD)."""

    said: Any
    day: str


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"


@dataclass
class Cache:
    """A folder of answers; None keeps them for this run only. What was said before the day ``since`` is asked again.

    >>> cache = Cache(None)
    >>> cache.keep("https://example.org/", {"query": "岚溪县"}, Answer([], "2026-11-26"))
    >>> cache.look("https://example.org/", {"query": "岚溪县"}), cache.look("https://example.org/", {"query": "松溪县"})
    (Answer(said=[], day='2026-11-26'), None)
    """

    folder: Path | None
    since: str = ""
    _kept: dict[str, Answer] = field(default_factory=dict)

    def look(self, url: str, fields: Mapping[str, str] | None) -> Answer | None:
        """The answer that is kept, None where there is none, it is too old, or its file is no longer what was written."""
        key = _key(url, fields)
        if key not in self._kept and self.folder is not None:
            try:
                told = json.loads((self.folder / f"{key}.json").read_bytes())
                date.fromisoformat(told["day"])
                if (told["url"], told["fields"]) == (url, dict(fields) if fields is not None else None):
                    self._kept[key] = Answer(told["said"], told["day"])
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                pass
        found = self._kept.get(key)
        return found if found is not None and found.day >= self.since else None

    def keep(self, url: str, fields: Mapping[str, str] | None, answer: Answer) -> None:
        """Keep an answer, on the disk before this returns."""
        key = _key(url, fields)
        self._kept[key] = answer
        if self.folder is not None:
            from kg.store import write_file

            told = {"url": url, "fields": dict(fields) if fields is not None else None, "day": answer.day, "said": answer.said}
            try:
                write_file(self.folder / f"{key}.json", _written(told))
            except OSError as error:
                raise UsageError(
                    f"答复存不进缓存（{refused(error)[0]}）", f"answers cannot be kept ({refused(error)[1]})", where=str(self.folder),
                    next_zh="用 --cache 另指一个文件夹", next_en="--cache names another folder",
                ) from error  # fmt: skip


def _written(told: object) -> bytes:
    """JSON that can be read by eye; half a character, which JSON allows and UTF-8 does not, makes it ASCII."""
    try:
        return (json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
    except UnicodeEncodeError:
        return (json.dumps(told, sort_keys=True, indent=1) + "\n").encode()


def _key(url: str, fields: Mapping[str, str] | None) -> str:
    return sha256(json.dumps([url, fields and dict(fields)], sort_keys=True).encode()).hexdigest()


@dataclass
class Source:
    """A service as a run asks it. ``day`` is that of the oldest answer since it was last set to ""."""

    url: str
    fetcher: Fetcher
    cache: Cache
    today: Callable[[], str] = _today
    day: str = ""
    _failed: int = 0

    def ask(self, read: Callable[[Any, str], T], fields: Mapping[str, str] | None = None, accept: str = "application/json") -> T:
        """What ``read`` makes of what it says to a GET of its address, or to a form that is posted there; from the cache where it was asked before.

        Raises LookUpFailed where this question has no answer, as ``read`` does for one it cannot read; where several in a row have none, and where
        asking makes no sense, SourceUnusable. What cannot be read is not kept.
        """
        found = self.cache.look(self.url, fields)
        if found is not None:
            told = read(found.said, self.url)
        else:
            try:
                said = read_json(self.url, self.fetcher.fetch(self.url, fields, accept))
                told = read(said, self.url)
            except LookUpFailed as error:
                raise self._counted(error) from None
            self._failed = 0
            found = Answer(said, self.today())
            self.cache.keep(self.url, fields, found)
        self.day = min(self.day, found.day) if self.day else found.day
        return told

    def _counted(self, error: LookUpFailed) -> LookUpFailed | SourceUnusable:
        self._failed += 1
        if self._failed < _IN_A_ROW:
            return error
        return SourceUnusable(
            f"接连 {self._failed} 次没有答复，最后一次：{error.zh}", f"{self._failed} questions in a row had no answer, the last: {error.en}",
            where=self.url, next_zh="过一会儿再来，查过的都在缓存里（--cache）", next_en="come back later, what was answered is in the cache (--cache)",
        )  # fmt: skip
