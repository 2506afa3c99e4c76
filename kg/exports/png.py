"""PNG drawings: the SVG drawing as a picture, by resvg, in one Chinese font found on this machine and no other, so that it looks the same each time.

``KG_FONT`` names a font file to use instead.
"""

import os
import struct
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from kg.errors import UsageError
from kg.exports.svg import draw

_ZOOM = 2  # pixels of the picture for one of the drawing: sharp on paper and on screens of today
_FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
}
_FILES = (
    "NotoSansCJK-Regular.*", "NotoSansCJKsc-Regular.*", "NotoSansSC*", "SourceHanSans*-Regular.*", "PingFang.ttc", "Hiragino Sans GB.ttc",
    "STHeiti Light.ttc", "msyh.tt*", "simhei.ttf", "wqy-microhei.*", "wqy-zenhei.*", "DroidSansFallback*",
)  # fmt: skip


def write(view: Any, stream: IO[bytes]) -> None:
    """Write a view. Raises :class:`kg.errors.UsageError` for one too large to be read, and where the extra or a Chinese font is missing, or the font
    that was found draws no Chinese."""
    if not all(map(find_spec, ("resvg_py", "fontTools"))):
        raise UsageError(
            "画 PNG 要用 resvg_py 和 fontTools", "PNG drawings need resvg_py and fontTools",
            next_zh="pip install resvg-py fonttools，或用 --format svg", next_en="pip install resvg-py fonttools, or use --format svg",
        )  # fmt: skip
    import resvg_py

    drawing = draw(view)
    file = font()
    family = _family(file)  # what a drawing asks for last is any sans serif: this one
    picture = resvg_py.svg_to_bytes(
        svg_string=drawing, zoom=_ZOOM, skip_system_fonts=True, font_files=[str(file)], sans_serif_family=family
    )
    stream.write(bytes(picture))


def font() -> Path:
    """A font file with Chinese characters: the one that ``KG_FONT`` names, else the first known one among the fonts of the system."""
    named = os.environ.get("KG_FONT")
    if named:
        if Path(named).is_file():
            return Path(named)
        raise UsageError(
            "没有 KG_FONT 指的字体文件", "there is no font file where KG_FONT points", where=named,
            next_zh="改正它，或不设", next_en="correct it, or leave it unset",
        )  # fmt: skip
    folders = [Path(folder).expanduser() for folder in _FOLDERS.get(sys.platform, _FOLDERS["linux"])]
    for pattern in _FILES:
        for folder in folders:
            for file in sorted(folder.rglob(pattern)) if folder.is_dir() else ():
                return file
    everything = (file for folder in folders if folder.is_dir() for file in sorted(folder.rglob("*.[oOtT][tT][cCfF]")))
    if other := next((file for file in everything if _chinese_family(file)), None):
        return other
    raise UsageError(
        "这台机器上没有找到中文字体", "no Chinese font was found on this machine",
        next_zh="装一种（如 apt-get install fonts-noto-cjk），或以 KG_FONT 指明字体文件，或用 --format svg",
        next_en="install one (apt-get install fonts-noto-cjk), or name a font file in KG_FONT, or use --format svg",
    )  # fmt: skip


def _family(file: Path) -> str:
    """The family that a font file says to be of; raises UsageError for one without Chinese characters, or that is no font."""
    if family := _chinese_family(file):
        return family
    raise UsageError(
        "这个字体文件画不出中文", "this font file draws no Chinese", where=str(file),
        next_zh="以 KG_FONT 指明一种中文字体的文件，或用 --format svg",
        next_en="name the file of a font with Chinese characters in KG_FONT, or use --format svg",
    )  # fmt: skip


def _chinese_family(file: Path) -> str | None:
    """The family of a font file, of a collection its first; None where it has no Chinese characters or is no font."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with file.open("rb") as stream, TTFont(stream, fontNumber=0, lazy=True) as opened:
            family = opened["name"].getDebugName(16) or opened["name"].getDebugName(1)
            return family if family and ord("说") in (opened.getBestCmap() or ()) else None
    except (TTLibError, OSError, KeyError, ValueError, AssertionError, ImportError, struct.error):
        return None
