"""Traditional characters that a mirror site's converter made out of simplified ones, back to simplified (OpenCC ``t2s``).

The converter worked character by character and left alone what has several traditional forms (干 云 征 stand as they are). So
where it left the simplified form alone, a traditional form beside it was there before: 乾 in a name is no 干. 着 became 著
throughout: aspect marks and 着力 turn back, 著名 and 显著 stay.
"""

import re

from kg.characters import converter, pair_levels

# Traditional forms that simplified text has too, in names, quotations or set words (GB 2312; the table of standard characters of
# 2013 restores 昇 and 陞 for names), with the simplified form that OpenCC would put there.
_BOTH = dict(zip("乾徵夥摺菸薹拚捱吒榘袷麴醣於昇陞", "干征伙折烟苔拼挨咤矩夹曲糖于升升", strict=True))
_USUALLY_CONVERTED = frozenset("於")  # where the text does not tell


def to_simplified(text: str) -> str:
    """``text`` in simplified characters, one for one.

    >>> to_simplified("王榮乾是干部,發揮著作用,著力提升,成效顯著")
    '王荣乾是干部,发挥着作用,着力提升,成效显著'
    """
    convert = converter()
    simple = convert(text)
    if len(simple) != len(text):
        simple = "".join(c if len(s := convert(c)) != 1 else s for c in text)
    characters = list(simple)
    for match in re.finditer(f"[{''.join(_BOTH)}著]", text):
        index, old = match.start(), match.group()
        before, after = simple[index - 1 : index], simple[index + 1 : index + 3]
        if old == "著":
            characters[index] = _aspect(before, after)
        elif _original(text, old, before, after[:1]):
            characters[index] = old
    return "".join(characters)


def _original(text: str, old: str, before: str, after: str) -> bool:
    """Whether a traditional form stood there before the conversion."""
    new = _BOTH[old]
    pairs = pair_levels()
    if max(pairs.get(before + new, 0), pairs.get(new + after, 0)) > max(pairs.get(before + old, 0), pairs.get(old + after, 0)):
        return False  # 餅乾, 位於: a word with the simplified form, so this converter knew words
    return new in text or old not in _USUALLY_CONVERTED


def _aspect(before: str, after: str) -> str:
    """著 or 着, by the words that its neighbours make with either: 发挥着|作用 though 著作 is a word."""
    pairs = pair_levels()
    left, right = pairs.get(before + "著", 0), pairs.get("著" + after[:1], 0)
    if right < pairs.get(after, 0) and len(after) == 2:
        right = 0
    return "著" if max(left, right) > max(pairs.get(before + "着", 0), pairs.get("着" + after[:1], 0)) else "着"
