"""Interviews written as a play: who speaks stands before a colon at the head of a paragraph, and nothing else tells a statement."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.mentions.names import name_at
from kg.model import Span, Speaker
from kg.sentences import Layout

_ASKS = re.compile("(?:[一-鿿]{0,8}记者|主持人|问|提问)[：:]")
_ANSWERS = re.compile("答[：:]")
_ASKED = re.compile("[^。！？\n]{0,40}?答(?:中外)?(?:记者|媒体)[^。！？\n]{0,6}?问")  # 周晓禾就水厂建设答记者问
_PORTRAIT = re.compile("[ 　]*(?:[男女](?![^，。])|生于|现任|曾任|负责|分管|主持.{0,6}工作|[0-9 -]{7,})")  # no words of theirs
_HEAD = re.compile("(?P<who>[一-鿿·、 　]{0,36}?)(?:[（(][^（()）]{2,24}[）)])?[：:]")  # 周晓禾（云岭县水利局局长）：


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
    asked = any(_ASKS.match(text, block.start, block.end) for block in layout.blocks)
    answering = _answering(text, named) if asked else None
    speaking: tuple[Speaker, Span] | None = None
    for block in layout.blocks:
        start = block.start
        head = _HEAD.match(text, start, block.end)
        answer = _ANSWERS.match(text, start, block.end) if answering else None
        if not asked:
            speaking = None
        if _ASKS.match(text, start, block.end) or block.heading:
            speaking = None
        elif answer:
            speaking, start = answering, answer.end()
        elif head and not asked:
            found = _among(named, text, start, head.end("who"))
            if found and text.find("。", head.end(), block.end) > 0 and not _PORTRAIT.match(text, head.end()):
                speaking, start = found, head.end()
        elif head and (found := _speaker(text, start, head.end("who"), named)):
            speaking, start = found, head.end()
        if speaking and not text[start : block.end].lstrip().startswith(("“", "「")):
            yield Turn(start, block.end, *speaking)


def _answering(text: str, named: Mapping[int, tuple[int, Speaker]]) -> tuple[Speaker, Span] | None:
    """Who answers in the whole of an interview, the one who is said to: 周晓禾就水厂建设答记者问."""
    asked = _ASKED.search(text)
    told = {who: (start, end) for start, (end, who) in named.items() if asked and asked.start() <= start < asked.end()}
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
