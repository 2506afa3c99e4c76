"""Which programme a number is credited to: named in its clause, by a clause that sets the frame, at the end of its sentence, or as the topic of its paragraph."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.model import Concept, Role, Span
from kg.sentences import Layout

_REACH = 3  # clauses behind its own that a frame reaches in a report
_DIGIT = re.compile(r"[0-9０-９]")
_FRAME = re.compile(
    r"(?:实施|开展|推进|启动|围绕|强化|打好|打赢|深化|抓好|落实|聚焦|加快|推动|全面|提高|完善|依托|结合|作为|通过|建设|加强|做好|着力|坚持|开展了)[^，。；]{0,18}$"
)
_CLOSING = re.compile("打赢|打好|完成|取得")
_ITEM = re.compile("[0-9０-９][^，。；、0-9]{1,8}、")
_SAME = re.compile(
    "(?:(?:已|基本|实际|新|主体)*(?:开工|建成|竣工|完工|交付|分配|入住|完成|投用|惠及|受益|覆盖|安置|投入|涉及|[约近超]过?))*[^，、]{0,1}"
)
_CLAUSE_END = re.compile("[，。；：！？]")


class Crediting:
    """Says which of the programmes a text mentions a number belongs to, none where nothing says so.

    Where ``topical``, the first sentence of a paragraph may set the programme for the paragraph.

    >>> from kg.mentions.programmes import find_programmes
    >>> layout = Layout("实施“燕归巢”计划，引进人才240名，占比三成。")
    >>> crediting = Crediting(find_programmes(layout.text, layout), layout)
    >>> [(role.value.name, role.origin) for role in crediting.programmes_of(14, 18, 10)]
    [('“燕归巢”计划', 'sentence')]
    """

    def __init__(self, mentions: Sequence[Role[Concept]], layout: Layout, topical: bool = True) -> None:
        self.layout, self.text, self.topical = layout, layout.text, topical
        self.mentions = [role for role in mentions if role.span and not _is_time(role)]
        self._starts = [_start(role) for role in self.mentions]

    def programmes_of(self, start: int, end: int, clause: int) -> tuple[Role[Concept], ...]:
        """The programme of the number between ``start`` and ``end``.

        It is named in the clause of the number (from ``clause`` on), in a clause before it that only sets the frame (实施“…”计划，引进…240名),
        or closes the sentence (…，打赢了脱贫攻坚战).
        """
        if not self.mentions:
            return ()
        text, index = self.text, self.layout.sentence_at(start)
        if index < 0:
            return ()
        sentence = self.layout.sentences[index]
        named = self._between(sentence.start, sentence.end + 1)
        if not named and not self.topical:
            return ()
        stop = _clause_end(text, end, sentence.end)
        own = [r for r in named if clause <= _start(r) < stop and not self._of_another(r, start, end)]
        if own:
            return (Role(own[-1].value, own[-1].span),)
        segment = max(text.rfind("；", sentence.start, start), sentence.start - 1) + 1
        # an event (开展…活动) does what it does; the results behind it are not its own
        setting = [r for r in named if segment <= _start(r) < start and not r.value.name.endswith("活动")]
        frames = [
            r
            for r in setting
            if r.span and self._is_frame(r.span, sentence.start) and (self.topical or text.count("，", r.span.end, start) <= _REACH)
        ]
        if frames:
            return (Role(frames[-1].value, frames[-1].span, "sentence"),)
        closing = [r for r in named if _start(r) >= end and _CLOSING.search(text[max(end, _start(r) - 8) : _start(r)])]
        if closing and self.topical:
            return (Role(closing[0].value, closing[0].span, "sentence"),)
        return self._topic(index, clause, stop) if self.topical and not named else ()

    def _of_another(self, role: Role[Concept], start: int, end: int) -> bool:
        """Whether a mention is another item's of a list: 棚户区改造47.63万户、背街小巷改造5667条, not 棚户区改造开工3套、建成2套."""
        if role.span is None:
            return False
        if role.span.start >= end:
            return "、" in self.text[end : role.span.start]
        item = _ITEM.search(self.text, role.span.end, start) if role.span.end < start else None
        listed = item and "分别" not in self.text[role.span.start : start]
        return bool(listed and not _SAME.fullmatch(self.text, self.text.rindex("、", role.span.end, start) + 1, start))

    def _between(self, start: int, stop: int) -> Sequence[Role[Concept]]:
        """The mentions that begin between two offsets."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, stop)]

    def _topic(self, index: int, clause: int, stop: int) -> tuple[Role[Concept], ...]:
        """The programme the paragraph opens with, or one named shortly before whose words the clause takes up."""
        sentences = self.layout.sentences
        block = sentences[index].block
        first = self.layout.sentence_at(self.layout.blocks[block].start)
        if first < index:
            opening = self._between(sentences[first].start, sentences[first].end)
            stated = _DIGIT.search(self.text, sentences[first].start, sentences[first].end)
            frame = opening and opening[0].span and self._is_frame(opening[0].span, sentences[first].start) and first == index - 1
            if len({r.value.iri or r.value.name for r in opening}) == 1 and (stated or frame):
                return (Role(opening[0].value, opening[0].span, "paragraph"),)
        words = self.text[clause:stop]
        for role in reversed(self._between(self.layout.blocks[max(0, block - 2)].start, sentences[index].start)):
            name = role.value.name
            if sum(name[i : i + 2] in words for i in range(len(name) - 1)) >= 2:
                return (Role(role.value, role.span, "paragraph"),)
        return ()

    def _is_frame(self, span: Span, floor: int) -> bool:
        """Whether the clause of a mention states no number of its own: it sets the frame for those that follow."""
        text = self.text
        begin = max(text.rfind(mark, floor, span.start) for mark in "，；。：") + 1
        stop = _clause_end(text, span.end, min(len(text), span.end + 40))
        begin = max(begin, floor)
        counts = _DIGIT.search(text, begin, span.start) or _DIGIT.search(text, span.end, stop)
        return not counts and bool(_FRAME.search(text[begin : span.start]) or span.start - begin <= 2)


def _start(role: Role[Concept]) -> int:
    return role.span.start if role.span else -1


def _clause_end(text: str, end: int, stop: int) -> int:
    match = _CLAUSE_END.search(text, end, stop)
    return match.start() if match else stop


def _is_time(role: Role[Concept]) -> bool:
    """“十三五”时期 is a time, no programme of a number."""
    return role.value.iri is not None and "/five-year-" in role.value.iri and "规划" not in role.value.name
