"""Whether a text bears the signs of a mirror site's damage; a text without them is not touched.

The signs, none of which careful writing has: a gloss whose bracket was eaten (``展?jié)M``), a mark cut out of the middle of two
characters (``?!柄Q``, ``?!笆`` and private-use characters), and common traditional characters glossed again and again (業(yè)).
A writer glosses a rare character once: 鹤(hè)壁, 浚(xùn)縣.
"""

import re
from collections import Counter

from kg.characters import common_hanzi, readings
from kg.repair.misalignment import GLOSS, TONED
from kg.repair.model import simplified

_QUICK = re.compile(rf"[{TONED}][a-z]{{0,3}}\)|\?[!！][\u4e00-\u9fff]")
_CUT = re.compile(
    rf"[\u3400-\u9fff\ue000-\uf8ff][?\ufffd](?P<reading>[a-zü]{{0,3}}[{TONED}][a-z]{{0,3}})\)"
    r"(?=[A-Za-z]?[\u0400-\u04ff\u2160-\u9fff\ue000-\uf8ff])"
)
# A1 A3 | A1 Bx read as A1 | A3 A1 | Bx …: a full stop before a quotation mark, the next characters out of step
_STRADDLED = re.compile(r"\?[!！](?P<mark>[\u4e00-\u9fff])(?:[@-~]|[\u4e00-\u9fff\ue000-\uf8ff])")
_QUOTING = range(0xAE, 0xC0)  # second bytes of ‘ ’ “ ” 〔 〕 〈 〉 《 》 「 」 『 』 〖 〗 【 】
_GLOSSED = 4  # glosses on common traditional characters
_REPEATED = 2  # glosses of one and the same character among them


def damaged(text: str) -> bool:
    """Whether ``text`` bears evident signs of a mirror site's damage.

    >>> damaged("發(fā)展?jié)M意度"), damaged("鹤(hè)壁市浚(xùn)县有多少人?!很多")
    (True, False)
    """
    if not _QUICK.search(text):
        return False
    if any(match["reading"] in readings() for match in _CUT.finditer(text)):
        return True
    return _glossed_again_and_again(text) or _straddled(text)


def _glossed_again_and_again(text: str) -> bool:
    found = Counter[str]()
    common = common_hanzi()
    for match in GLOSS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before in readings().get(match["whole"] or "", ()) and simplified(before) != before and simplified(before) in common:
            found[before] += 1
    return found.total() >= _GLOSSED and max(found.values()) >= _REPEATED


def _straddled(text: str) -> bool:
    """Two marks cut out of a full stop and a quotation mark, or one beside private-use characters."""
    found = [m for m in _STRADDLED.finditer(text) if m["mark"].encode("gbk", "replace")[0] in _QUOTING]
    return len(found) >= _REPEATED or any("\ue000" <= c <= "\uf8ff" for m in found for c in text[m.end() - 1 : m.end() + 2])
