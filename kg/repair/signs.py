"""Whether a text bears the signs of a mirror site's damage; a text without them is not touched.

The signs, none of which careful writing has: a gloss whose bracket was eaten (``展?jié)M``), a mark cut out of the middle of two
characters (``?!柄Q``, ``?!笆`` and private-use characters), and common traditional characters glossed again and again (業(yè)), or
glossed at all where every full-width mark became an ASCII one. A writer glosses a rare character once: 鹤(hè)壁, 浚(xùn)縣.
"""

import re
from collections import Counter

from kg.characters import character_levels, readings
from kg.repair.misalignment import GLOSS, TONED
from kg.repair.model import simplified

_QUICK = (re.compile(rf"[{TONED}][a-z]{{0,3}}\)"), re.compile(r"\?[!！][\u4e00-\u9fff]"))
_CUT = re.compile(
    rf"[\u3400-\u9fff\ue000-\uf8ff][?\ufffd](?P<reading>[a-zü]{{0,3}}[{TONED}][a-z]{{0,3}})\)"
    r"(?=[A-Za-z]?[\u0400-\u04ff\u2160-\u9fff\ue000-\uf8ff])"
)
# A1 A3 | A1 Bx read as A1 | A3 A1 | Bx …: a full stop before a quotation mark, the next characters out of step
_STRADDLED = re.compile(r"\?[!！](?P<mark>[\u4e00-\u9fff])(?:[@-~]|[\u4e00-\u9fff\ue000-\uf8ff])")
_QUOTING = range(0xAE, 0xC0)  # second bytes of ‘ ’ “ ” 〔 〕 〈 〉 《 》 「 」 『 』 〖 〗 【 】
_WIDE = re.compile("[，；：！？（）]")  # what the sites' converter leaves none of
_NARROW = re.compile(
    r"[\u4e00-\u9fff%”)][,;:!][\u4e00-\u9fff“]|[\u4e00-\u9fff]\((?![a-zü" + TONED + r"]{1,6}\))"
)  # and what it makes of them
_EVERYDAY = 25  # twice the logarithm of the count: characters that nobody needs a gloss for, as those of names are rarer
_GLOSSED = 4  # glosses on common traditional characters
_REPEATED = 2  # glosses of one and the same character among them


def damaged(text: str) -> bool:
    """Whether ``text`` bears evident signs of a mirror site's damage.

    >>> damaged("發(fā)展?jié)M意度"), damaged("鹤(hè)壁市浚(xùn)县有多少人?!很多")
    (True, False)
    """
    if not any(quick.search(text) for quick in _QUICK):
        return False
    if any(match["reading"] in readings() for match in _CUT.finditer(text)):
        return True
    glossed = _glossed(text)
    if glossed.total() >= _GLOSSED and max(glossed.values()) >= _REPEATED:
        return True
    if glossed and not _WIDE.search(text) and (len(glossed) >= _REPEATED or _NARROW.search(text)):
        return True
    return _straddled(text)


def _glossed(text: str) -> Counter[str]:
    """How often each common traditional character is glossed."""
    found = Counter[str]()
    levels = character_levels()
    for match in GLOSS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if (
            before in readings().get(match["whole"] or "", ())
            and simplified(before) != before
            and levels.get(simplified(before), 0) >= _EVERYDAY
        ):
            found[before] += 1
    return found


def _straddled(text: str) -> bool:
    """Two marks cut out of a full stop and a quotation mark, or one beside private-use characters."""
    found = [m for m in _STRADDLED.finditer(text) if m["mark"].encode("gbk", "replace")[0] in _QUOTING]
    return len(found) >= _REPEATED or any("\ue000" <= c <= "\uf8ff" for m in found for c in text[m.end() - 1 : m.end() + 2])
