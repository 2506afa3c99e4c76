"""Interviews written as a play: who speaks stands before a colon at the head of a paragraph, and nothing else tells a statement."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.mentions.names import name_at
from kg.model import Span, Speaker
from kg.sentences import Layout

# who speaks may be set apart by more than a colon: **记者：**, [记者]：, 【记者】
_OPEN, _CLOSE = r"[*_ 　]{0,4}[\[【［]?", r"(?:[*_\]］]{0,4}[：:]|】[：:]?)[*_ 　]{0,4}"
_ASKER = "(?:(?:[一-鿿]{0,8}记者|主持人)(?:[ 　]?(?P<name>[一-鿿·]{2,4}?))?|《[^《》\n]{2,12}》(?:记者)?|提?问)"
_ASKS = re.compile(f"{_OPEN}{_ASKER}问?{_CLOSE}")
_CALLS_IN = re.compile(f"{_OPEN}(?:网友|听众|观众|群众|市民){_CLOSE}")  # asks as well where somebody else does
_ANSWERS = re.compile(f"{_OPEN}答{_CLOSE}")
_ASKED = re.compile("[^。！？\n]{0,40}?答(?:中外)?(?:记者|媒体)[^。！？\n]{0,6}?问")  # 周晓禾就水厂建设答记者问
_PORTRAIT = re.compile("[ 　]*(?:[男女](?![^，。])|生于|现任|曾任|负责|分管|主持.{0,6}工作|[0-9 -]{7,})")  # no words of theirs
_HEAD = re.compile(f"{_OPEN}(?P<who>[一-鿿·、 　]{{0,36}}?)(?:[（(][^（()）]{{2,24}}[）)])?答?{_CLOSE}")  # 周晓禾（云岭县水利局局长）：


@dataclass(frozen=True, slots=True)
class Turn:
    """The words of one paragraph and who says them, told at ``at``."""

    start: int
    end: int
    speaker: Speaker
    at: Span


def find_turns(text: str, layout: Layout, named: Mapping[int, tuple[int, Speaker]]) -> Iterator[Turn]:
    """What is answered in an interview, a paragraph each; nothing where nobody asks. ``named`` tells who is named from an offset on, and where the name ends.

    >>> text = "记者：水厂建得如何？\\n周晓禾：建成3座。\\n还要再建2座。\\n记者：何时？"
    >>> [(turn.speaker.name, text[turn.start : turn.end]) for turn in find_turns(text, Layout(text), {})]
    [('周晓禾', '建成3座。'), ('周晓禾', '还要再建2座。')]
    """
    asking = [match for block in layout.blocks if (match := _ASKS.match(text, block.start, block.end))]
    asked, reporters = bool(asking), {match["name"] for match in asking}
    answering = _answering(text, named, asking[0].start()) if asking else None
    speaking: tuple[Speaker, Span] | None = None
    for block in layout.blocks:
        start = block.start
        head = _HEAD.match(text, start, block.end)
        answer = _ANSWERS.match(text, start, block.end) if answering else None
        question = _ASKS.match(text, start, block.end) or _CALLS_IN.match(text, start, block.end) or (head and head["who"] in reporters)
        if not asked:
            speaking = None
        if block.heading or (asked and question):
            speaking = None
        elif answer:
            speaking, start = answering, answer.end()
        elif head and not asked:
            found = _among(named, text, *head.span("who"))
            if found and text.find("。", head.end(), block.end) > 0 and not _PORTRAIT.match(text, head.end()):
                speaking, start = found, head.end()
        elif head and (found := _speaker(text, *head.span("who"), named)):
            speaking, start = found, head.end()
        if speaking and not text[start : block.end].lstrip().startswith(("“", "「")):
            yield Turn(start, block.end, *speaking)


def is_question(line: str) -> bool:
    """Whether a line is asked in an interview: 记者：水厂建得如何？"""
    return _ASKS.match(line) is not None


def _answering(text: str, named: Mapping[int, tuple[int, Speaker]], first: int) -> tuple[Speaker, Span] | None:
    """Who answers in the whole of an interview: the one who is said to (周晓禾就水厂建设答记者问), or is the only one named before the ``first`` question."""
    asked = _ASKED.search(text)
    told = {who: (start, end) for start, (end, who) in named.items() if asked and asked.start() <= start < asked.end()}
    told = told or {who: (start, end) for start, (end, who) in named.items() if start < first}
    if len(told) != 1:
        return None
    ((who, at),) = told.items()
    return who, Span.at(text, *at)


def _among(named: Mapping[int, tuple[int, Speaker]], text: str, start: int, stop: int) -> tuple[Speaker, Span] | None:
    """Whose name is known and stands from ``start`` on right before ``stop``."""
    for begin in range(start, stop - 1):
        end, speaker = named.get(begin, (0, None))
        if end == stop and speaker:
            return speaker, Span.at(text, begin, stop)
    return None


def _speaker(text: str, start: int, stop: int, named: Mapping[int, tuple[int, Speaker]]) -> tuple[Speaker, Span] | None:
    """Whose name ends at ``stop``: one who is named elsewhere, or nothing but a name stands from ``start`` on."""
    known = _among(named, text, start, stop)
    if known:
        return known
    if name_at(text[start:stop], 0) == stop - start:
        return Speaker(text[start:stop]), Span.at(text, start, stop)
    return None
