"""The tables of characters say what the libraries they were taken from say."""

import opencc

from kg.characters import is_hanzi, simplified_forms, simplified_only


def test_the_table_of_scripts_is_what_opencc_says() -> None:
    pairs = (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF) if trail != 0x7F)
    hanzi = [c for c in (pair.decode("gb18030", "ignore") for pair in pairs) if c and is_hanzi(c)]
    simple: list[str] = opencc.OpenCC("t2s").convert("\n".join(hanzi)).split("\n")
    assert simplified_forms() == {old: new for old, new in zip(hanzi, simple, strict=True) if old != new and len(new) == 1}
    forms = sorted(set(simplified_forms().values()))
    back: list[str] = opencc.OpenCC("s2t").convert("\n".join(forms)).split("\n")
    assert simplified_only() == {one for one, other in zip(forms, back, strict=True) if one != other}
