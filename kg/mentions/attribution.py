"""Who speaks in the words before or behind a quotation or a verb of speech: a name, a pronoun, a post alone, a body, a paper."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mentions.bodies import THAT, meant_body
from kg.mentions.familiar import find_familiar
from kg.mentions.names import name_at
from kg.mentions.pronouns import PRONOUN, Antecedents, Meant, Named
from kg.mentions.speech import ADVERBIALS, SPEECH, is_said, no_person, source
from kg.mentions.unnamed import find_called, find_unnamed
from kg.model import Person, Span, Speaker
from kg.sentences import Layout

BOUNDARY = re.compile(r"[。！？!?；\n“”「」]")
NEAR = 80  # characters before the verb that may say who speaks
_BEFORE_NAME = re.compile("(?:[，、的员者人和与及据而但]|妻子|丈夫|爱人|老伴|父亲|母亲|儿子|女儿|儿媳|哥哥|弟弟|姐姐|妹妹)")
# what is heard there is of nobody: 局长周晓禾出席会议，会议指出
_MEETING = re.compile(
    rf"[，。；：”](?:[这本该此]次|[^，。；：“”]{{0,6}})(?:会议|全会|大会|座谈会|通知|文件|意见|方案|规划|纲要)(?:{ADVERBIALS})$"
)
_THAT = 6  # characters of 该合作社的
_SPOKEN_TO = re.compile("[对向跟][^，。；：“”]{0,16}")  # 镇长对周晓禾说, 周晓禾向镇长许知远介绍
_LOOKED_AT = re.compile("(?:[望看指拉握拍盯瞧瞅]着|[握拉]住|[谈说提聊]起)[^，。；：“”]{0,20}$")  # 周晓禾望着走来的闻人乐说
_AND_ALSO = re.compile("(?:以及|[、和与及])[一-鿿、（）]{0,30}")  # between two who speak together
_AND_OTHERS = re.compile("、|以?及|和(?![^，。；：]{0,6}(?:记者|笔者|我))")  # 周晓禾及各乡镇负责人介绍
# what is reported may begin with a name in quotation marks: 表示，“茶兴千村”行动投入…
REPORTED = re.compile(r"\s*(?:[，,]|(?P<colon>[：:]))\s*(?!一边|一面)(?:(?![“「])|(?=“[^”，。！？]{1,16}”[^，。！？”\s]))")
# the words of a quotation that is a name in the sentence around it: 在“兴水富民”系列发布会上
_NAME = re.compile("[^“”。！？；\n]{1,30}(?<![，…,])”(?=[一-鿿（、“《0-9])")
OTHER_MEANT = "代词所指不止一人 · a pronoun that may mean somebody else"
SEVERAL_SPEAK = "说话人不止一位，只记一位 · several speak together, one of them is named"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker, where it stands, and the verb of speech, if any."""

    speaker: Speaker
    at: Span
    origin: str
    verb: Span | None
    doubts: tuple[str, ...] = ()


class Attributor:
    """Finds who speaks in one document; ``quoted_spans`` are the words between quotation marks, in order."""

    def __init__(self, text: str, layout: Layout, people: Sequence[Person], quoted_spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self._inside = quoted_spans
        self._inside_starts = [start for start, _ in quoted_spans]
        named = [(start, end) for start, end in quoted_spans if _NAME.match(text, start)]
        self._marks = {mark for start, end in named for mark in (start - 1, end)}
        mentions = ((m.start, m.end, p.speaker) for p in people if p.role != "journalist" for m in p.mentions)
        by_name = sorted((name for name in mentions if not self.in_name(name[0])), key=lambda name: name[:2])
        familiar = [name for name in find_familiar(text, layout, by_name) if not self.in_name(name[0])]
        self._by_surname = {start for start, end, who in familiar if text[start:end] != who.name}
        self.names = sorted([*by_name, *familiar], key=lambda name: name[:2])
        self.leaders = {p.speaker for p in people for r in p.posts if r.value in ("总书记", "主席", "总理")}
        self._name_starts = [start for start, _, _ in self.names]
        self._block_starts = [block.start for block in layout.blocks] or [0]
        self._listened = 0  # up to where who reports without quotation marks has been heard
        outside = [name for name in self.names if not self.quoted(name[0])]
        self.before = Antecedents(text, self._block_starts, [Named(*name) for name in outside], self.leaders)

    def of_verb(self, begin: int, match: re.Match[str]) -> Attribution | None:
        meeting = _MEETING.search(self.text, begin, match.start())
        nobody = no_person(match) or (meeting is not None and not self.named(meeting.start(), match.start()))
        speaker = (None if nobody else self.speaker(begin, match.start())) or self.source(begin, match)
        if speaker is None or not is_said(self.text, speaker.at.end, match):
            return None
        return replace(speaker, verb=Span.at(self.text, *match.span("verb")))

    def speaker(self, begin: int, stop: int) -> Attribution | None:
        """Who speaks in the words from ``begin`` to the verb at ``stop``."""
        inside = self._speaking(begin, stop)
        if inside and not re.search(r"[的对向]$", self.text[begin:stop]):
            start, end, name = inside[-1]
            together = len(inside) > 1 and inside[-2][2] != name and _AND_ALSO.fullmatch(self.text, inside[-2][1], start)
            together = together or _AND_OTHERS.match(self.text, end)
            return self.told(name, start, end, doubts=(SEVERAL_SPEAK,) if together else ())
        begin = max(begin, stop - NEAR)
        words = self.text[begin:stop]
        pronoun = PRONOUN.search(words)
        meant = self._meant(begin + pronoun.start("who"), pronoun["post"]) if pronoun else None
        if pronoun and meant is not None:
            return self.told(meant.speaker, begin + pronoun.start("who"), begin + pronoun.end("who"), "paragraph", _doubts(meant))
        unnamed = find_unnamed(words)
        if unnamed:
            return self._of_body(begin, begin + unnamed[0], begin + unnamed[1])
        called = find_called(words)
        if called:
            return self.told(Speaker(words[slice(*called)], True), begin + called[0], begin + called[1])
        starts = (begin, *(before.end() for before in _BEFORE_NAME.finditer(self.text, begin, stop - 2)))
        part = self.text.rfind("，", begin, stop)
        for start in sorted(starts, key=lambda start: start <= part):  # 周晓禾说完，闻人乐接着说: nearest is who stands in the same part
            end_of_name = name_at(self.text, start, spoken=True)
            if end_of_name is not None and end_of_name <= stop:
                return self.told(Speaker(self.text[start:end_of_name]), start, end_of_name)
        return None

    def himself(self, start: int, stop: int) -> Attribution | None:
        """A speaker who is told by a pronoun between two offsets."""
        meant = self._meant(start, None)
        return Attribution(meant.speaker, Span.at(self.text, start, stop), "paragraph", None, _doubts(meant)) if meant else None

    def source(self, begin: int, match: re.Match[str]) -> Attribution | None:
        """A body or a paper that is told as the source of what follows: 县水利局通报称，…, 该报告称，…"""
        start = max(begin, *(self.text.rfind(mark, begin, match.start()) + 1 for mark in "，：:"))
        found = source(self.text, start, match)
        if found and self.text[found[0]] == "该":
            return self._of_body(begin, *found)
        return self.told(Speaker(self.text[slice(*found)].strip("《》"), True), *found) if found else None

    def _of_body(self, floor: int, start: int, end: int) -> Attribution:
        """Somebody without a name, of the body that 该局 right before or at the beginning means: 该局有关负责人 is of 云岭县水利局."""
        that = next(
            (that for that in THAT.finditer(self.text, max(floor, start - _THAT), end) if that.start() <= start <= that.end() + 1), None
        )
        body = meant_body(self.text, that.start()) if that else None
        start = that.start() if that else start
        if that is None or body is None:
            return self.told(Speaker(self.text[start:end], True), start, end)
        name = body[0] + self.text[that.end() : end].removeprefix("的")
        return self.told(Speaker(name, True), start, end, "paragraph", (OTHER_MEANT,) if body[1] else ())

    def told(self, speaker: Speaker, start: int, end: int, origin: str = "", doubts: tuple[str, ...] = ()) -> Attribution:
        """The speaker who is named, or called by the surname, between two offsets."""
        origin = origin or ("paragraph" if start in self._by_surname else "")
        return Attribution(speaker, Span.at(self.text, start, end), origin, None, doubts)

    def quoted(self, position: int) -> bool:
        """Whether a position lies between quotation marks."""
        index = bisect_right(self._inside_starts, position) - 1
        return index >= 0 and position < self._inside[index][1]

    def in_name(self, position: int) -> bool:
        """Whether a position lies between the quotation marks of a name: “兴水富民”系列发布会."""
        index = bisect_right(self._inside_starts, position) - 1
        return index >= 0 and position < self._inside[index][1] in self._marks

    def clause(self, floor: int, stop: int) -> int:
        """Where the words begin that no full stop, semicolon or quotation mark parts from ``stop``; the marks of a name part nothing."""
        begin = floor
        for boundary in BOUNDARY.finditer(self.text, floor, stop):
            if boundary.start() not in self._marks:
                begin = boundary.end()
        return begin

    def boundary(self, start: int, stop: int) -> int:
        """Where the words end that begin at ``start``: at the next such mark, or at ``stop``."""
        found = (mark.start() for mark in BOUNDARY.finditer(self.text, start, stop))
        return next((mark for mark in found if mark not in self._marks), stop)

    def named(self, begin: int, stop: int) -> list[tuple[int, int, Speaker]]:
        """The names that stand between ``begin`` and ``stop``, in order."""
        return [found for found in self._opened(begin, stop) if found[1] <= stop]

    def _speaking(self, begin: int, stop: int) -> list[tuple[int, int, Speaker]]:
        """The names that stand between two offsets and not only there because somebody speaks to them: 镇长对周晓禾说."""
        inside = self.named(begin, stop)
        if not inside:
            return inside
        at, ahead = inside[-1][0], inside[-2][1] if len(inside) > 1 else begin
        clause = max(begin, self.text.rfind("，", begin, at) + 1)
        spoken_to = self.text[at - 1] in "对向跟" or (len(inside) > 1 and _SPOKEN_TO.fullmatch(self.text, ahead, at))
        if not spoken_to and not _LOOKED_AT.search(self.text, clause, at):
            return inside
        return [found for found in inside[:-1] if found[0] >= clause or self.text[clause:at] in ("对", "向", "跟")]

    def _meant(self, at: int, post: str | None) -> Meant | None:
        """Whom a pronoun at an offset means, those heard without quotation marks before it in its paragraph included."""
        start = self._block_starts[self._block_at(at)]
        for match in SPEECH.finditer(self.text, max(start, self._listened), at):
            self._listened = match.end()
            if REPORTED.match(self.text, match.end()) and not self.quoted(match.start()):
                found = self.of_verb(self.clause(start, match.start()), match)
                if found is not None:
                    self.before.hear(found.at.start, found.speaker)
        return self.before.official(at, post) if post else self.before.he(at)

    def _opened(self, begin: int, stop: int) -> list[tuple[int, int, Speaker]]:
        """The names that begin from ``begin`` up to but not at ``stop``, in order."""
        return self.names[bisect_left(self._name_starts, begin) : bisect_left(self._name_starts, stop)]

    def _block_at(self, position: int) -> int:
        return max(0, bisect_right(self._block_starts, position) - 1)


def _doubts(meant: Meant) -> tuple[str, ...]:
    return (OTHER_MEANT,) if meant.doubtful else ()
