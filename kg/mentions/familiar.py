"""People whom a text calls by a surname and nothing more: 老王, 周师傅, and by a name that is kept back: 李某某."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.characters import pair_levels
from kg.mentions.names import HONORIFIC, surnames
from kg.model import Speaker
from kg.sentences import Layout

# surnames that many bear and that make no word behind 老 and 小, as 路 and 车 do
_MANY = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎余潘杜戴钟汪任姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟尹黎乔贺赖龚"
)
_TRADES = "户|民|农|员|主|工|手|师傅|司机|老板|老人|医生|村医|老师|游客|书记|支书|主任|经理|队长|组长|邻居|街坊"
_CALLED = re.compile(
    rf"(?:^|(?<=[，。；：“”！？、　\s的]))(?P<who>(?:(?:(?!的)[一-鿿]){{0,12}}?(?:{_TRADES}))?(?:[老小](?P<surname>[一-鿿])|(?P<honoured>[一-鿿])(?:{HONORIFIC}|[叔婶嫂])))"
    "(?![庄村屯寨沟湾营堡]|的?(?:妻子|丈夫|儿子|儿媳|女儿|父亲|母亲|爱人|老伴|孙子|孙女|爹|妈|哥|姐|弟弟|妹妹|家人))"
)
_KEPT_BACK = re.compile("(?P<surname>[一-鿿])某{1,2}(?![某些种个地处日年月天时市县区镇乡村校公单项人方])")
_WORD, _EVERYDAY = 16, 18  # twice the logarithm of how often two characters stand in words


def find_familiar(text: str, layout: Layout, named: Sequence[tuple[int, int, Speaker]]) -> Iterator[tuple[int, int, Speaker]]:
    """Where who is called so stands, and who it is: of those ``named``, in order, the last of that surname in this paragraph or the one before, where no trade tells another.

    >>> text = "老王走在田埂上，村民李某某跟在后面。"
    >>> [(text[start:end], who.name, who.unnamed) for start, end, who in find_familiar(text, Layout(text), ())]
    [('老王', '老王', True), ('李某某', '李某某', False)]
    >>> text = "局长周晓禾来了。老周笑了。"
    >>> [(text[start:end], who.name) for start, end, who in find_familiar(text, Layout(text), [(2, 5, Speaker("周晓禾"))])]
    [('老周', '周晓禾')]
    """
    by_surname: dict[str, list[tuple[int, Speaker]]] = {}
    for start, _, who in named:
        by_surname.setdefault(text[start], []).append((start, who))
    called: dict[str, Speaker] = {}  # 养殖户老杨, who is 老杨 behind
    taken = {at for start, end, _ in named for at in range(start, end)}
    for before, block in pairwise((*layout.blocks[:1], *layout.blocks)):
        for found in _CALLED.finditer(text, block.start, block.end):
            start, end = found.span("who")
            at = found.start("surname") if found["surname"] else found.start("honoured")
            # 养殖户老李 is another than the 县长李明 before
            known = by_surname.get(text[at], []) if found["surname"] and at == start + 1 else []
            last = bisect_left(known, start, key=lambda name: name[0]) - 1
            if last >= 0 and known[last][0] >= before.start:
                yield end - 2, end, known[last][1]
            elif at not in taken and _is_called(text, at, end):
                yield start, end, called.setdefault(text[at - (end == at + 1) : end], Speaker(text[start:end], True))
    single, _ = surnames()
    for found in _KEPT_BACK.finditer(text):
        if found["surname"] in single and found.start() not in taken and found["surname"] not in "于有在":
            yield *found.span(), Speaker(found.group())


def _is_called(text: str, at: int, end: int) -> bool:
    """Whether a surname at an offset, in what is called up to ``end``, is one and no part of a word: 老王, but no 小康, 小黄鱼."""
    pairs = pair_levels()
    around = (text[at - 1 : at + 1] if end == at + 1 else "", text[end - 1 : end + 1])
    return text[at] in _MANY and pairs.get(around[0], 0) < _EVERYDAY and pairs.get(around[1], 0) < _WORD
