"""PNG drawings: the SVG drawing as a picture, by resvg, in one Chinese font found on this machine and no other, so that it looks the same each time.

``KG_FONT`` names a font file to use instead.
"""

import os
import sys
from pathlib import Path
from typing import IO, Any

from kg.errors import UsageError
from kg.exports.legend import FONTS
from kg.exports.svg import draw

_SAMPLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text y="16" font-family="' + ", ".join(f"'{name}'" for name in FONTS) + '">{}</text></svg>'
)
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
    try:
        import resvg_py
    except ModuleNotFoundError:
        raise UsageError(
            "画 PNG 要用 resvg_py", "PNG drawings need resvg_py",
            next_zh="pip install resvg-py，或用 --format svg", next_en="pip install resvg-py, or use --format svg",
        ) from None  # fmt: skip
    drawing = draw(view)
    file = font()

    def picture(svg: str) -> bytes:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM, skip_system_fonts=True, font_files=[str(file)]))

    character, nothing = picture(_SAMPLE.format("说")), picture(_SAMPLE.format(""))
    if character == nothing:  # no font, none of those that a drawing asks for, or one without Chinese
        raise UsageError(
            "这个字体文件画不出中文", "this font file draws no Chinese", where=str(file),
            next_zh=f"以 KG_FONT 指明这些字体之一的文件：{'、'.join(FONTS)}；或用 --format svg",
            next_en=f"name a file of one of these fonts in KG_FONT: {', '.join(FONTS)}; or use --format svg",
        )  # fmt: skip
    stream.write(picture(drawing))


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
    raise UsageError(
        "这台机器上没有找到中文字体", "no Chinese font was found on this machine",
        next_zh="装一种（如 apt-get install fonts-noto-cjk），或以 KG_FONT 指明字体文件，或用 --format svg",
        next_en="install one (apt-get install fonts-noto-cjk), or name a font file in KG_FONT, or use --format svg",
    )  # fmt: skip
