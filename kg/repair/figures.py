"""Figures that optical character recognition split: 1 1 00万人 is 1100万人. Only looked for in a text that is evidently damaged."""

import re
from collections.abc import Iterator

from kg.repair.misalignment import Edit

# Two digits on their own at least: "3 12个" may be two figures.
_SPLIT = re.compile(r"(?<![\d.,%])\d(?: \d)+(?: \d\d+)?(?=(?:\.\d+)?[万萬亿億余餘多个個人户戶元名家亩畝项項%％])")


def figures(text: str) -> Iterator[Edit]:
    """The edits that join split figures.

    >>> [(edit.start, edit.end, edit.text) for edit in figures("惠及1 1 00万人,共3 12个")]
    [(2, 8, '1100')]
    """
    for match in _SPLIT.finditer(text):
        yield Edit(*match.span(), match.group().replace(" ", ""), "figure", "inferred")
