"""Which place a number is about: named before it, in its speaker's title, by its paragraph or the scene, else home."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from kg.model import Person, Place, Role, Speaker
from kg.sentences import Layout

_RANK_BEFORE = re.compile(
    r"(?:高于|低于|高出|快于|慢于|好于|优于|领先|领跑|居|位列|列|占|超|超过|比|较|达到|进入|跻身|挺进|走在|争创|创建|创成|获评|荣获|获|被|成为|率先在|在|是)$"
)
_RANK_AFTER = re.compile(
    r"(?:第|首|率先|前列|唯一|最|平均|排名|排位|一流|文明|卫生|百强|重点|示范|试点|先进|优秀|性|双拥|十大|各地|平均水平|水平|之首|前茅|领先|上下|各级|人大|范围|率|统一|工程|脱贫攻坚|节水)"
)
_OPENING = re.compile("[。！？：]")
_LIES = re.compile("(?:位于|地处|坐落于|坐落在|落户)$")  # the subject is there
_PARTNER = re.compile("的?(?:对口)?(?:帮扶|援建|援助|支援|支持|协作|结对)(?!政策)")
_CLAUSE = re.compile("[，；：。！？\n（）]")


def place_of(
    start: int,
    speaker: Role[Speaker] | None,
    mentions: Sequence[Role[Place]],
    layout: Layout,
    home: Role[Place] | None,
    people: Collection[Person] = (),
) -> Role[Place] | None:
    """The smallest administrative place a number is about: named before it in its sentence, in its speaker's title, at the head
    of an earlier sentence of the paragraph, in the title its speaker was introduced with, else the home place. A place in a
    comparison or rank (高于全省, 居全国第一) is none.
    """
    sentences = layout.sentences
    index = bisect_right(sentences, start, key=lambda s: s.start) - 1
    if index < 0:
        return home
    sentence = sentences[index]
    found = _last(mentions, sentence.start, start, layout.text)
    if found is not None:
        return found
    if speaker is not None and speaker.span is not None:
        block = layout.blocks[sentence.block]
        found = _last(mentions, max(block.start, speaker.span.start - 24), speaker.span.start, layout.text)
        if found is not None and found.value.kind not in ("country",):
            return Role(found.value, found.span, "sentence")
    while index > 0 and sentences[index - 1].block == sentence.block:
        index -= 1
        opening = _last(mentions, sentences[index].start, min(sentences[index].start + 12, sentences[index].end), layout.text)
        if opening is not None and not _body(opening, layout.text):
            return Role(opening.value, opening.span, "paragraph")
    introduced = next((p for p in people if speaker and p.name == speaker.value.name), None)
    found = _of_title(introduced, mentions, layout.text) if introduced else None
    if found is not None:
        return found
    scene = _scene(sentence.block, mentions, layout)
    if scene is not None:
        return scene
    return Role(home.value, home.span, home.origin or "document") if home else None


def _body(role: Role[Place], text: str) -> bool:
    """Whether a place is only the one whose committee or government acts: 省委、省政府 says nothing of what follows."""
    return role.span is not None and role.span.quote in ("省", "市", "县") and text[role.span.end : role.span.end + 1] in ("委", "政")


def _of_title(person: Person, mentions: Sequence[Role[Place]], text: str) -> Role[Place] | None:
    """The place in the title a person is introduced with: 云岭镇周家村党支部书记."""
    posts = [post.span for post in person.posts if post.span]
    if not posts:
        return None
    end = posts[-1].end
    first = max(text.rfind(mark, 0, posts[0].start) for mark in "，。；：“”\n") + 1
    found = _last(mentions, max(first, posts[0].start - 24), end, text)
    return Role(found.value, found.span, "document") if found and found.value.kind in ("county", "town", "village") else None


def _scene(block: int, mentions: Sequence[Role[Place]], layout: Layout) -> Role[Place] | None:
    """Where a feature has gone: the place that the first sentence of an earlier paragraph sets, under the same heading."""
    for before in reversed(layout.blocks[:block]):
        if before.heading:
            break
        opening = _OPENING.search(layout.text, before.start, before.end)
        stop = opening.start() if opening else before.end
        first = bisect_left(mentions, before.start, key=_begin)
        last = bisect_right(mentions, stop, key=_begin)
        named = [r for r in mentions[first:last] if r.value.kind != "spot"]
        here = [r for r in named if r.value.kind in ("county", "town", "village") and not r.origin]
        if named and not here:
            return None
        if here and _begin(here[-1]) > before.start:  # a place that opens its paragraph is its subject, and goes with it
            return Role(here[-1].value, here[-1].span, "document")
    return None


def _aside(start: int, end: int, stop: int, text: str) -> bool:
    """Whether a place from ``start`` to ``end`` stands in the middle of an earlier clause: it is then an object or a partner, not what the number is about."""
    between = [m.end() for m in _CLAUSE.finditer(text, end, stop)]
    if not between:
        return False
    opening = max((text.rfind(mark, 0, start) for mark in "，；：。！？\n（）　"), default=-1) + 1
    return len(text[opening:start].strip("“在于")) > 4


def _last(mentions: Sequence[Role[Place]], start: int, stop: int, text: str) -> Role[Place] | None:
    """The last administrative place named between two offsets that is what is spoken of; its smaller neighbour behind it if they are one name."""
    index = bisect_right(mentions, stop - 1, key=lambda r: r.span.start if r.span else -1) - 1
    while index >= 0:
        role = mentions[index]
        index -= 1
        if role.span is None or role.span.start < start:
            return None
        if role.span.end > stop or role.value.kind == "spot":
            continue
        # 高于全省, 居全国第一: compared with, not spoken of
        if (role.value.kind in ("country", "province") or role.origin) and (
            _RANK_AFTER.match(text, role.span.end) or _RANK_BEFORE.search(text, max(start, role.span.start - 6), role.span.start)
        ):
            continue
        whole = role.span.start
        for wider in reversed(mentions[: index + 1]):
            if not wider.span or wider.span.end != whole:
                break
            whole = wider.span.start  # 马台乡唐家村 is one name
        clause = max(text.rfind(mark, start, whole) for mark in "，；：")
        lies = _LIES.search(text, start, whole) and (index < 0 or _begin(mentions[index]) < max(clause, start))
        if not lies and _aside(whole, role.span.end, stop, text):
            continue
        if text[whole - 1 : whole] == "（":
            continue  # 中国（四川）自贸试验区
        if text[role.span.start - 1 : role.span.start] in ("至", "到", "往", "赴", "距", "离", "通", "占", "—", "与", "同", "-"):
            continue  # 延伸至老城镇, 宜宾—钦州, 与浙江省合作: a destination, a partner
        if text[role.span.end : role.span.end + 1] in ("—", "-", "至"):
            continue
        if _PARTNER.match(text, role.span.end):
            continue  # 借助云岭省的帮扶: who helps from elsewhere
        return Role(role.value, role.span, "")
    return None


def _begin(role: Role[Place]) -> int:
    return role.span.start if role.span else -1
