"""What stands around the numbers of one sentence: its clauses, the names in it, and the claims made of it so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.clauses import Clauses
from kg.mentions import metrics
from kg.model import Claim, Concept, Role, Span
from kg.values import set_by_slots

_WORDS = re.compile(r"[一-鿿A-Za-z]")
_OF_LEVEL = ("委", "政", "控", "定", "属", "直", "级")  # 鹤壁市省控断面, 省委
_IN_ALL = re.compile(
    "(?:等|[两二三四五六七八九十](?![一-鿿]{0,3}[月季]))(?:[两二三四五六七八九十]?个?)(?:地(?![区方下])|县[市区]|市县|区县|乡镇|[省市县区州镇乡村])(?=[的一-鿿])"
)


_JOINING = frozenset("、和与")
# 青石、白水两区: each of them by its name without the level
TOGETHER = re.compile(
    "(?:[一-鿿]{2,3}、){0,4}[一-鿿]{2,3}[、和与][一-鿿]{2,3}[两二三四五六]个?(?:[市区州旗]|县(?!级)|(?<!两)[镇乡])(?![级域])(?=[一-鿿])"
)


@set_by_slots
@dataclass(frozen=True, slots=True)
class Named:
    """The metric found for a number: its role, the phrase it stands in, and doubts about it."""

    metric: Role[Concept]
    phrase: metrics.Phrase
    doubts: tuple[str, ...] = ()


def concept(name: str) -> Concept:
    """A metric by its name: the one of the vocabulary, or a candidate."""
    return Concept(name, metrics.metric_iri(name))


class Context:
    """``name_ends`` tells where the name of a place or person that starts at an offset ends; ``earlier`` are the claims already made, to which
    those of this sentence are added as they are made."""

    def __init__(self, clauses: Clauses, name_ends: dict[int, int], earlier: Sequence[Claim]) -> None:
        self.clauses, self.text = clauses, clauses.text
        self._name_ends, self._earlier, self._first = name_ends, earlier, len(earlier)
        self._names = [at for at in range(clauses.start, clauses.end) if at in name_ends]

    @property
    def made(self) -> Sequence[Claim]:
        """The claims already made of this sentence."""
        return self._earlier[self._first :]

    def last(self) -> Claim | None:
        """The claim an elided metric may come from: the one before in the sentence."""
        return self._earlier[-1] if len(self._earlier) > self._first else None

    def before(self) -> Sequence[Claim]:
        """The last claims of the sentence right before, in the same paragraph."""
        last = self._earlier[self._first - 1] if self._first else None
        between = self.text[last.number.end : self.clauses.start] if last else ""
        near = last is not None and "\n" not in between and between.count("。") <= 1
        return self._earlier[max(0, self._first - 3) : self._first] if near else ()

    def is_name(self, start: int) -> bool:
        """Whether the name of a place or person starts here."""
        return start in self._name_ends

    def first_name(self, start: int, stop: int) -> int | None:
        """Where the first name of a place or person between two offsets starts, None where there is none."""
        for name in self._names:
            if start <= name < stop:
                return name
        return None

    def past_names(self, start: int, stop: int) -> int:
        """Where the words begin when the names of places and people (and adverbs) they start with are passed over."""
        if self.first_name(start, stop) is None and _JOINING.isdisjoint(self.text[start:stop]):
            return start
        while True:
            begin, _ = metrics.lead(self.text, start, stop)
            together = TOGETHER.match(self.text, begin, stop)
            if together:
                start = together.end()
                continue
            whole = self.text.startswith("全", begin) and begin + 1 in self._name_ends  # 全鹤壁有10个
            end = self._name_ends.get(begin + whole)
            if end is None or end > stop:
                return start
            counted = _IN_ALL.match(self.text, end, stop)
            if counted:  # 淇县、浚县等地, 两地
                start = counted.end()
                continue
            joint = (self.text[end : end + 1] in "的市县区省" and self.text[end + 1 : end + 2] not in _OF_LEVEL) or self.text.startswith(
                "城距", end
            )
            start = end + (1 if joint and end + 1 < stop else 0)

    def named(self, name: str, span: tuple[int, int], phrase: metrics.Phrase, doubts: tuple[str, ...] = ()) -> Named | None:
        """The metric of this name, which stands in this span; None where the name has no letter."""
        name = name.strip("　 、的*“”" if name.count("“") != name.count("”") else "　 、的*")
        if not _WORDS.search(name) or span[1] <= span[0]:
            return None
        if len(name) > 24:
            doubts = (*doubts, "名称很长 · metric named at length")
        if name in metrics.GENERIC:
            doubts = (*doubts, "名称笼统 · metric named in general words")
        return Named(Role(concept(name), Span.at(self.text, *span)), phrase, doubts)
