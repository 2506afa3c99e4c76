"""Whom 他 and 该负责人 mean: of those named or heard before, the last that fits, and whether another fits too."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from operator import itemgetter

from kg.mentions.speech import ADVERBIALS
from kg.model import Speaker

PRONOUN = re.compile(
    rf"(?:^|[，。；：”])(?P<who>[他她](?![们的])|(?:该|这位|这名|上述)(?P<post>负责人|负责同志|工作人员|发言人|人士|专家|官员|干部))(?:{ADVERBIALS}|[^，。；：“”]{{0,8}})$"
)
# who only comes along: 闻人乐陪同。, 闻人乐、许知远参加调研。
_COMES_ALONG = re.compile(
    "(?:(?:、|和)[一-鿿]{2,4}){0,9}等?[^，。；：]{0,6}(?:陪同|随行|列席|(?:一同|一起|随同)?参加(?=[调检活慰走督考。；\n]|$))"
    "(?:调研|检查|活动|慰问|走访|督[导查]|考察)?(?=[，。；\n]|$)"
)
# whom something is done to: 向局长闻人乐了解情况, 陪同县长闻人乐调研
_OBJECT = re.compile("(?:[向对给跟随与同让请]|陪同|看望|慰问|会见|采访|见到|找到|遇到|感谢)(?![，。])[^，。；：“”]{0,24}$")
_LONGEST = 400  # characters of a sentence that are looked back
_ENDS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name where it stands."""

    start: int
    end: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a pronoun means; ``doubtful`` where somebody else fits as well."""

    speaker: Speaker
    doubtful: bool


class Antecedents:
    """The people whom a pronoun of a text may mean.

    ``named`` are those who stand in it outside quotation marks, in order, and ``leaders`` are never meant: they are quoted from speeches,
    not met by the reporter.

    >>> text = "许知远说，水质达标。周晓禾来到水厂。他说，还要改善。"
    >>> people = [Named(0, 3, Speaker("许知远")), Named(10, 13, Speaker("周晓禾"))]
    >>> before = Antecedents(text, [0], people, ())
    >>> before.hear(0, Speaker("许知远"))
    >>> before.he(18).speaker.name, before.he(18).doubtful
    ('周晓禾', True)
    """

    def __init__(self, text: str, block_starts: Sequence[int], named: Sequence[Named], leaders: Collection[Speaker]) -> None:
        self.text, self.block_starts, self.leaders = text, block_starts, leaders
        self.named = [found for found in named if found.speaker not in leaders]
        self._starts = [found.start for found in self.named]
        self._heard: list[tuple[int, Speaker]] = []

    def hear(self, at: int, speaker: Speaker) -> None:
        """Remember that ``speaker``, who is told at ``at``, has spoken."""
        if speaker not in self.leaders:
            insort(self._heard, (at, speaker), key=itemgetter(0))

    def he(self, at: int) -> Meant | None:
        """Whom 他 at an offset means: who is named last in its paragraph or the one before, else who spoke last."""
        block = max(0, bisect_right(self.block_starts, at) - 1)
        since = self.block_starts[block]
        near = self._between(since, at)
        if not near and block:
            since = self.block_starts[block - 1]
            near = self._between(since, at)
        spoke = self._last_heard(at)
        if not near:
            return Meant(spoke[1], False) if spoke else None
        acting = [found for found in near if not _OBJECT.search(self.text, self._sentence(found.start), found.start)]
        chosen = (acting or near)[-1]
        if spoke and spoke[0] > chosen.end and (spoke[1].unnamed or spoke[1] not in {found.speaker for found in near}):
            return Meant(spoke[1], spoke[1].unnamed)  # who only speaks is known by nothing else
        others = {found.speaker for found in near} - {chosen.speaker}
        beside = any(found.start >= self._sentence(chosen.start) for found in near if found.speaker in others)
        return Meant(chosen.speaker, bool(others) and (beside or spoke is None or spoke[1] != chosen.speaker))

    def official(self, at: int, post: str) -> Meant | None:
        """Whom 该负责人 at an offset means: who was heard last under that word, else who spoke last."""
        spoke = self._last_heard(at)
        if spoke is None:
            return None
        heard = self._heard[: bisect_left(self._heard, at, key=itemgetter(0))]
        known = next((who for _, who in reversed(heard) if who.unnamed and who.name.endswith(post)), None)
        if known:
            return Meant(known, spoke[1] != known)
        return Meant(spoke[1], spoke[1].unnamed)

    def _between(self, start: int, stop: int) -> list[Named]:
        found = self.named[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]
        return [name for name in found if not _COMES_ALONG.match(self.text, name.end)]

    def _last_heard(self, at: int) -> tuple[int, Speaker] | None:
        index = bisect_left(self._heard, at, key=itemgetter(0)) - 1
        return self._heard[index] if index >= 0 else None

    def _sentence(self, at: int) -> int:
        floor = max(0, at - _LONGEST)
        return max(floor, *(self.text.rfind(mark, floor, at) + 1 for mark in _ENDS))
