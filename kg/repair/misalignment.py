"""Runs that were decoded one byte out of step, read again in step.

A byte-level replacement that straddles two characters cuts a pair in two. The first byte is left alone and shows as ``?`` (or vanishes),
what follows is decoded one byte out of step, until a character whose second byte is ASCII or a mark that was replaced puts the
decoder back in step: 頂等曾經 becomes ``頂?shù)仍`` + U+E250 + ``?jīng)``. The bytes of every character received are known but the lone
ones, and a gloss names the character whose two bytes stand before it. So a run is a sequence of bytes with a few unknown ones; of
the ways to read it the likeliest is taken, by a Viterbi search (Viterbi 1967) with a bounded number of hypotheses.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from kg.characters import common_hanzi, readings
from kg.repair.bytes import LEADS, TRAILS, pair, readable
from kg.repair.model import CharacterModel, simplified
from kg.typography import FULL_WIDTH

_QUESTION = 8.0  # bits for a question mark or a space that stands as "?"
_OPENING = 20.0  # bits for one at the start of a paragraph, whose indentation has been taken off
_REPEATED = 1.0  # bits for one more behind another: a wide space is several
_BEFORE_STOP = 20.0  # bits for a stop behind one: no space stands there
_UNSPACED = frozenset("，。、；：,;:!")  # marks before which no space stands
_LOST = 6.0  # bits for a lone byte shown as "?"
_VANISHED = 14.0  # bits for a lone byte that left no trace
_OPENED = 20.0  # bits for a line that ends in an opening mark or a space
_BELIED = 30.0  # bits for a gloss that does not fit the character before it
_WHOLE = 12.0  # bits for a character of which neither byte is left
_PLACE = 8.0  # bits gained by a reading that ends in the name of a place
_PLACE_ENDS = frozenset("县縣市区區旗州省盟")
_WIDE_MARKS = frozenset(FULL_WIDTH.values())
_OPENINGS = frozenset("，。；：、“‘（《？！　,;:(?!■□●◆ ")
_BEFORE_NAMES = _PLACE_ENDS | frozenset("在和与及到于从自赴往至去是为对由向的把让")
_LONGEST_NAME = 6
_ENDING = 12  # the same where the next character does not depend on it
_FITTING = 64  # values of a lost byte that are followed up: the right one is among the likeliest few
_WIDTH = 48  # hypotheses kept
_BEHIND = 40.0  # bits behind the best at which a hypothesis is given up
_LOOKED_BACK = 8  # characters within which two readings of a state differ: they share the last one
_GREEDY = 400  # tokens after which only the best hypothesis is kept: no real run is that long
_SETTLED = 3  # tokens in step on every hypothesis that end a run
_DOUBT = 4.0  # bits between the two likeliest values of a lost byte below which neither is believed
_HEAD = 60  # tokens from the start of a line within which a belied gloss may come from a byte cut off at that start
GONE = "\ufffd"

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
GLOSS = re.compile(rf"\((?P<whole>[a-zü{TONED}]{{1,6}})\)|(?<![a-z(])(?P<cut>[a-zü]{{0,3}}[{TONED}][a-z]{{0,3}})\)")
SIGN = re.compile(rf"{GLOSS.pattern}|[?\ufffd\ue000-\uf8ff]")

Certainty = Literal["certain", "inferred", "damaged"]


class Edit(NamedTuple):
    """What the characters ``start:end`` of the received text read as."""

    start: int
    end: int
    text: str
    kind: str
    certainty: Certainty


@dataclass(slots=True, eq=False)
class _Node:
    """One character read, with the received characters it came from; ``guessed`` where other values of a lost byte were possible."""

    character: str
    start: int
    end: int
    kind: Literal["received", "gloss", "misaligned"]
    guessed: bool
    before: "_Node | None"


class _Hypothesis(NamedTuple):
    """``carry`` holds the values that a byte read but not yet paired may have; it is empty where the reading is in step."""

    cost: float
    carry: bytes
    carried_from: int
    node: _Node
    doubts: frozenset[_Node] = frozenset()


class _Token(NamedTuple):
    kind: Literal["gloss", "lost", "mark", "pair", "byte", "other"]
    start: int
    end: int
    text: str
    data: bytes = b""
    glossed: frozenset[str] = frozenset()


def misaligned(line: str, start: int, model: CharacterModel) -> Iterator[Edit]:
    """The edits that put ``line`` in step from ``start`` on and take the glosses out.

    >>> model = CharacterModel("曾經的鶴壁市", ["鹤壁市"])
    >>> line = "頂?shù)仍\\ue250?jīng)的業(yè)務,?!柄Q壁市"
    >>> [(edit.text, edit.kind, edit.certainty) for edit in misaligned(line, 0, model)]
    [('等曾經', 'misaligned', 'certain'), ('業', 'gloss', 'certain'), ('。”鶴', 'misaligned', 'inferred')]
    """
    position, last = start, ""  # the last character of an edit that ends at position
    while sign := SIGN.search(line, position):
        glossed = _glossed(sign)
        before = sign.start() - 1
        if glossed is not None and before >= start and line[before] in glossed and sign["whole"]:
            yield Edit(before, sign.end(), line[before], "gloss", "certain")
            position, last = sign.end(), line[before]
            continue
        if glossed is not None and not glossed:
            position, last = sign.end(), ""  # brackets round a word that is no reading
            continue
        at_question = line[sign.start()] in "?\ufffd"
        begin = sign.start() if at_question or sign.start() - start > _HEAD else position
        preceding = last if begin == position and last else line[begin - 1] if begin > start else ""
        best, position = _search(line, begin, sign.end(), model, _Node(preceding, begin, begin, "received", False, None))
        yield from _edits(best)
        last = best.node.character


def _glossed(sign: re.Match[str]) -> frozenset[str] | None:
    reading = sign["whole"] or sign["cut"]
    return readings().get(reading, frozenset()) if reading else None


def _search(line: str, begin: int, sign: int, model: CharacterModel, first: _Node) -> tuple[_Hypothesis, int]:
    """The likeliest reading from ``begin`` on, over ``sign`` and until every reading is in step; and where it ends."""
    beam = [_Hypothesis(0.0, b"", begin, first)]
    cut: list[_Hypothesis] = []  # the first character of the line is half of a space that was trimmed, and half of its own
    token = _token(line, begin)
    if not first.character and token and token.kind == "pair":
        cut = [_Hypothesis(_VANISHED, token.data[1:], begin, first)]
    settled = count = 0
    while token:
        count += 1
        following = _token(line, token.end)
        reader = _Reader(token, following.glossed if following else frozenset(), model)
        beam = _pruned(reader.read_all(beam) + cut)[: 1 if count > _GREEDY else _WIDTH]
        cut = []
        settled = settled + 1 if token.end > sign and not any(h.carry for h in beam) else 0
        token = following
        if settled >= _SETTLED and not (token and token.kind in ("gloss", "lost")):
            break
    end = token.start if token else len(line)
    best, *others = sorted((h if token else _closed(h, end, model) for h in beam), key=lambda h: h.cost)
    for other in others:
        best = _doubting(best, other)
    return best, end


def _closed(hypothesis: _Hypothesis, end: int, model: CharacterModel) -> _Hypothesis:
    """Where a line ends, a byte still waiting has lost its other half, and nothing is opened."""
    if not hypothesis.carry:
        return hypothesis._replace(cost=hypothesis.cost + _OPENED) if hypothesis.node.character in "“‘《（\u3000" else hypothesis
    return _Reader(_Token("other", end, end, ""), frozenset(), model).without_trail(hypothesis, _VANISHED)


def _token(line: str, position: int) -> _Token | None:
    if position >= len(line):
        return None
    if (gloss := GLOSS.match(line, position)) and (glossed := _glossed(gloss)):
        return _Token("gloss", position, gloss.end(), gloss.group(), glossed=glossed)
    text, end = line[position], position + 1
    if text in "?\ufffd":
        return _Token("lost", position, end, text, b"\xa3\xbf")
    if (wide := FULL_WIDTH.get(text, text)) in _WIDE_MARKS:
        return _Token("mark", position, end, text, pair(wide) or b"")
    if both := pair(text):
        return _Token("pair", position, end, text, both)
    if "@" <= text <= "~":
        return _Token("byte", position, end, text, text.encode())
    return _Token("other", position, end, text)


class _Reader:
    """Reads one token after a hypothesis, in every way it can be read."""

    def __init__(self, token: _Token, next_glossed: frozenset[str], model: CharacterModel) -> None:
        self.token = token
        self.next_glossed = next_glossed  # what a gloss right behind this token names
        self.model = model
        self.bound = math.inf  # cost at which a reading is given up

    def read_all(self, beam: list[_Hypothesis]) -> list[_Hypothesis]:
        """All readings of the token, after the likeliest hypothesis first, which bounds the others."""
        found: list[_Hypothesis] = []
        for hypothesis in beam:
            read = self.read(hypothesis)
            self.bound = min([self.bound, *[h.cost + _BEHIND for h in read]])
            found += read
        return found or self._in_step(self.without_trail(beam[0], _VANISHED))

    def read(self, hypothesis: _Hypothesis) -> list[_Hypothesis]:
        """The token after one hypothesis, in every way it can be read."""
        token = self.token
        if token.kind == "gloss":
            return self._named(hypothesis)
        if not hypothesis.carry:
            return self._in_step(hypothesis)
        if token.kind == "pair":
            return self._paired(hypothesis, token.data[0], token.data[1:])
        if token.kind == "byte":
            return self._paired(hypothesis, token.data[0], b"")
        if token.kind == "mark":
            behind = self.without_trail(hypothesis, _VANISHED)
            return [*self._paired(hypothesis, token.data[0], token.data[1:]), *self._in_step(behind)]
        if token.kind == "lost":
            return [*self._paired(hypothesis, token.data[0], token.data[1:]), *self._trail_lost(hypothesis)]
        return self._in_step(self.without_trail(hypothesis, _VANISHED))

    def without_trail(self, hypothesis: _Hypothesis, bits: float) -> _Hypothesis:
        """The waiting byte with whatever other half is likeliest; nothing can vouch for it, so it is gone."""
        node = _Node(GONE, hypothesis.carried_from, max(self.token.start, hypothesis.carried_from + 1), "misaligned", True, hypothesis.node)
        return hypothesis._replace(cost=hypothesis.cost + bits + _WHOLE, carry=b"", node=node, doubts=hypothesis.doubts | {node})

    def _in_step(self, hypothesis: _Hypothesis) -> list[_Hypothesis]:
        token, before = self.token, hypothesis.node.character
        bits = self.model.cost(before, token.text)
        if token.kind == "lost":
            bits = _OPENING if not before else _REPEATED if before == token.text else _QUESTION
        elif before == "?" and token.text in _UNSPACED:
            bits += _BEFORE_STOP
        node = _Node(token.text, token.start, token.end, "received", False, hypothesis.node)
        bits -= self._named_place(node)
        kept = hypothesis._replace(cost=hypothesis.cost + bits, node=node, carried_from=token.end)
        if token.kind != "lost":
            return [kept]
        return [kept, hypothesis._replace(cost=hypothesis.cost + _LOST, carry=LEADS, carried_from=token.start)]

    def _paired(self, hypothesis: _Hypothesis, trail: int, rest: bytes) -> list[_Hypothesis]:
        """The waiting byte with the next one as its other half."""
        fitting = readable(hypothesis.carry, bytes((trail,)))
        return self._fitted(hypothesis, fitting, rest, 0.0)

    def _trail_lost(self, hypothesis: _Hypothesis) -> list[_Hypothesis]:
        if len(hypothesis.carry) > 1:
            return [self.without_trail(hypothesis, 0.0)]
        lead = hypothesis.carry[0]
        if self.next_glossed:
            fitting = _usual(c for c in self.next_glossed if (both := pair(c)) and both[0] == lead)
        else:
            fitting = readable(bytes((lead,)), TRAILS)
        return self._fitted(hypothesis, fitting, b"", _LOST)

    def _fitted(self, hypothesis: _Hypothesis, fitting: tuple[str, ...], rest: bytes, bits: float) -> list[_Hypothesis]:
        token, before, came_from, doubts = self.token, hypothesis.node, hypothesis.carried_from, hypothesis.doubts
        several, so_far = len(fitting) > 1, hypothesis.cost
        read = []
        for cost, c in self.model.likeliest(before.character, fitting, _FITTING if rest else _ENDING):
            if so_far + cost > self.bound:
                break
            node = _Node(c, came_from, token.end, "misaligned", several, before)
            if c in _PLACE_ENDS:
                cost -= self._named_place(node)
            read.append(_Hypothesis(so_far + cost + bits, rest, token.start, node, doubts))
        return read

    def _named_place(self, node: _Node) -> float:
        """The bits that a reading gains by ending in the name of a place that exists, where such a name can begin."""
        if node.character not in _PLACE_ENDS:
            return 0.0
        ending, before = node.character, node.before
        while before and before.character and len(ending) < _LONGEST_NAME:
            ending, before = before.character + ending, before.before
            preceding = before.character if before else ""
            begins = not preceding or preceding in _OPENINGS or simplified(preceding) in _BEFORE_NAMES
            if begins and self.model.is_place(ending):
                return _PLACE
        return 0.0

    def _named(self, hypothesis: _Hypothesis) -> list[_Hypothesis]:
        """A gloss names the character that the last two bytes before it make."""
        node, glossed, token = hypothesis.node, self.token.glossed, self.token
        both = pair(node.character) if node.character else None
        named = _usual(c for c in glossed if both and (pair(c) or b"\0")[0] == both[1])
        fitting = bytes((pair(c) or b"\0\0")[1] for c in named)
        if not hypothesis.carry:
            if node.character in glossed:
                kind = "gloss" if node.kind == "received" else node.kind
                return [hypothesis._replace(node=replace(node, end=token.end, kind=kind))]
            belied = _Node(token.text, token.start, token.end, "received", False, node)
            kept = hypothesis._replace(cost=hypothesis.cost + _BELIED, node=belied)
            cut = [hypothesis._replace(cost=hypothesis.cost + _VANISHED, carry=fitting, carried_from=token.start)] if fitting else []
            return [kept, *cut]
        if agreeing := bytes(byte for byte in hypothesis.carry if byte in fitting):
            return [hypothesis._replace(carry=agreeing)]
        ending = _usual(c for c in glossed if (pair(c) or b"\0")[0] == hypothesis.carry[0]) if len(hypothesis.carry) == 1 else ()
        return self._fitted(hypothesis, ending, b"", _VANISHED) or [hypothesis._replace(cost=hypothesis.cost + _BELIED)]


def _usual(characters: Iterable[str]) -> tuple[str, ...]:
    """Those that newspapers use, where there are any: the glosses of the mirror sites stand on common characters only."""
    named, common = sorted(characters), common_hanzi()
    return tuple(c for c in named if simplified(c) in common) or tuple(named)


def _pruned(hypotheses: list[_Hypothesis]) -> list[_Hypothesis]:
    """The best hypothesis of each state; where the runner-up is close, the byte they differ in is in doubt."""
    best: dict[tuple[bytes, str], _Hypothesis] = {}
    for hypothesis in sorted(hypotheses, key=lambda h: h.cost):
        state = (hypothesis.carry, hypothesis.node.character)
        winner = best.get(state)
        if winner is None:
            best[state] = hypothesis
        else:
            best[state] = _doubting(winner, hypothesis)
    kept = sorted(best.values(), key=lambda h: h.cost)
    return [h for h in kept if h.cost - kept[0].cost < _BEHIND]


def _doubting(winner: _Hypothesis, other: _Hypothesis) -> _Hypothesis:
    """The winner, with the character in doubt in which the other one differs, where that one is close."""
    doubted = _difference(winner.node, other.node) if other.cost - winner.cost < _DOUBT else None
    return winner._replace(doubts=winner.doubts | {doubted}) if doubted else winner


def _difference(one: _Node, other: _Node) -> _Node | None:
    a: _Node | None = one
    b: _Node | None = other
    for _ in range(_LOOKED_BACK):
        if not a or not b or a is b:
            break
        if (a.guessed or a.character in "?\ufffd") and a.character != b.character:
            return a
        a, b = a.before, b.before
    return None


def _edits(hypothesis: _Hypothesis) -> list[Edit]:
    """Neighbouring characters that do not stand as received, joined to runs."""
    nodes, node = [], hypothesis.node
    while node.before:
        nodes.append(node)
        node = node.before
    edits: list[Edit] = []
    for node in reversed(nodes):
        doubted = node in hypothesis.doubts
        if node.kind == "received" and not doubted:
            continue
        certainty: Certainty = "damaged" if doubted else "inferred" if node.guessed else "certain"
        edit = Edit(node.start, node.end, GONE if doubted else node.character, "gloss" if node.kind == "gloss" else "misaligned", certainty)
        if edits and edits[-1].end + (edit.kind == edits[-1].kind == "misaligned") > edit.start:
            edit = _joined(edits.pop(), edit)
        edits.append(edit)
    return edits


def _joined(one: Edit, other: Edit) -> Edit:
    ranks: tuple[Certainty, ...] = ("certain", "inferred", "damaged")
    certainty = max(one.certainty, other.certainty, key=ranks.index)
    return Edit(one.start, max(one.end, other.end), one.text + other.text, "misaligned", certainty)
