"""Marks and figures of one line, each as it is printed in place of the one that stands there."""

import re

from kg.typography.quotation_marks import NESTED, turned

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
PRINTED = rf"{HAN}\u2014\u2018-\u201d\u2026\u25a0-\u25ff\u3001-\u303f\uff01-\uff5e"  # Chinese text with its marks
FULL_WIDTH = {half: chr(ord(half) + 0xFEE0) for half in "!(),:;?"}
_SAME = str.maketrans("「」『』｡＂", '“”‘’。"') | {
    wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)
}
_WIDE_POINT = re.compile("(?<=[0-9])．(?=[0-9])")
_HALF_MARK = re.compile(rf"(?<=[{PRINTED}%])[,;:!?]|[,;:!](?=[{PRINTED}])")
_HALF_STOP = re.compile(rf"(?<=[{HAN}%）”])(?<![一二三四五六七八九十])\.(?=[{HAN}“”\"0-9]|$)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_CHINESE = re.compile(f"[{PRINTED}]")
_SINGLE = re.compile(rf"'(?=[{HAN}0-9])([^']{{1,40}})(?<=[{HAN}0-9])'")
_POINT, _DASH = re.compile(rf"(?<=[{HAN}])[•‧∙](?=[{HAN}])"), re.compile(rf"(?<=[{PRINTED}])--(?=[{PRINTED}])")


def set_line(line: str) -> str:
    """A line with marks, quotation marks and figures as they are printed, one for one."""
    line = line.translate(_SAME)
    line = _WIDE_POINT.sub(".", line)
    line = _BRACKETS.sub(lambda m: f"（{m[1]}）" if _CHINESE.search(line[max(m.start() - 1, 0) : m.end() + 1]) else m[0], line)
    line = _HALF_MARK.sub(lambda m: FULL_WIDTH[m[0]], line)
    line = _DASH.sub("——", _POINT.sub("·", _HALF_STOP.sub("。", line)))
    line = _SINGLE.sub(r"‘\1’", line)
    if '"' in line or NESTED.search(line):
        line = turned(line)
    return line
