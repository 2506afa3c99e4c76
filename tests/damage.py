"""The damage that mirror sites do, done to sentences of our own, so that repair can be held to undo it.

Simplified text becomes traditional character by character, is written as GBK, has full-width marks and common characters replaced
byte by byte without regard to where a character begins, and is decoded again.
"""

import opencc

# What such a converter leaves alone because it has several traditional forms, and what it always turns into one.
LEFT_ALONE = frozenset(
    "干云征后里面谷余斗松准冲只几系台制出范丑借克升卷才扎折曲朴注游并布占周托同胡舍涂叶向致筑苏复表千咸岳采伙杰合回党尽汇历坛钟于么了"
)
GLOSSED = {
    "業": "yè", "發": "fā", "產": "chǎn", "質": "zhì", "現": "xiàn", "區": "qū", "戰": "zhàn", "務": "wù", "經": "jīng", "設": "shè", "鄉": "xiāng",
    "續": "xù", "網": "wǎng", "創": "chuàng", "規": "guī", "關": "guān", "礎": "chǔ", "轉": "zhuǎn", "醫": "yī", "領": "lǐng", "農": "nóng",
    "養": "yǎng", "數": "shù", "內": "nèi", "統": "tǒng", "環": "huán", "聯": "lián", "結": "jié", "絡": "luò", "鎮": "zhèn", "穩": "wěn", "節": "jié",
    "優": "yōu", "驅": "qū", "調": "diào", "構": "gòu", "應": "yīng", "據": "jù", "術": "shù",
}  # fmt: skip
MARKS = "！？，；：（）。"
_ISOLATED = 0x01  # stands before a replaced mark, so that the decoder falls into step there
_converter = opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    return "".join("著" if c == "着" else c if c in LEFT_ALONE else _one(c) for c in text)


def _one(character: str) -> str:
    converted = _converter.convert(character)
    return converted if len(converted) == 1 else character


def damage(text: str, glossed: dict[str, str] = GLOSSED) -> str:
    """``text`` as a mirror site shows it."""
    spaced = text.replace("\u3000\u3000", "\u00a0" * 4).replace("\u3000", "\u00a0")
    data = traditional(spaced).encode("gbk", "replace")
    for mark in MARKS:
        data = data.replace(mark.encode("gb18030"), bytes((_ISOLATED, MARKS.index(mark) + 2)))
    for character, reading in glossed.items():
        both = character.encode("gb18030")
        data = data.replace(both, both + f"({reading})".encode("gb18030"))
    return _decoded(data)


def _decoded(data: bytes) -> str:
    """As the sites decode: a byte without its other half is "?", and swallows a bracket behind it."""
    out: list[str] = []
    i = 0
    while i < len(data):
        byte = data[i]
        if byte == _ISOLATED:
            mark = MARKS[data[i + 1] - 2]
            out.append("。" if mark == "。" else chr(ord(mark) - 0xFEE0))
            i += 2
        elif byte < 0x80:
            out.append(chr(byte))
            i += 1
        elif 0x80 < byte < 0xFF and data[i + 1 : i + 2].strip(b"\x7f\xff") and data[i + 1] >= 0x40:
            out.append(data[i : i + 2].decode("gb18030"))
            i += 2
        else:
            out.append("?")
            i += 2 if data[i + 1 : i + 2] == b"(" else 1
    return "".join(out)
