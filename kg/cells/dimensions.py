"""Which labels of a table are places: by what stands over them, by the gazetteer, or by their form where most of them have it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.cells.captions import kind_of
from kg.cells.labels import Label
from kg.mentions.metrics import metric_iri
from kg.model import Place, Role

_OVER = re.compile(
    r"(?:各|分)?(?:县\s*[（(]?、?市?、?区?[）)]?|县区|区县|市县|县市区|县（市、区）|市、县|地\s*区|区\s*域|市\s*[（(]州[）)]|市\s*州|州\s*市|省\s*份|省\s*[（(]?、?区?、?市[）)]?|城\s*市|乡\s*镇|镇\s*街|镇\s*乡"
    r"|街\s*道|乡镇\s*[（(]街道[）)]|乡镇街道|镇（街道）|行政区划?|辖\s*区|旗\s*县|村\s*名|行政村)(?:名\s*称)?"
)
_FORM = re.compile(r"[一-鿿]{1,9}(?:自治[区州县旗]|[省市县区旗州盟镇乡村]|街道(?:办事处|办)?)")
_ZONE = re.compile(r"[一-鿿]{0,9}(?:开发区|高新区|经开区|新区|示范区|保税区|园区)")
_NO_FORM = re.compile(
    r"(?:小区|社区|景区|库区|灾区|山区|牧区|城区|农村|乡村|市区|郊区|林区|矿区|片区|厂区|校区|保护区|超市|门市|建制镇|集镇|城镇|乡镇|城市|县市|区县|县区|省市|行政村|自然村)$|^(?:全|各|本|一|其他|其它)"
)
_PROPER = re.compile(r"^(?:市|县|省|区|州)(?:本级|直|属|级)|本级$|直属|其\s*[他它]")
_MOST = 2 / 3


def with_places(labels: Sequence[Label], over: str = "") -> list[Label]:
    """The labels of one dimension, those that name places as places; ``over`` is what stands over them.

    >>> from kg.model import Span
    >>> named = with_places([Label(Span.at(w, 0, len(w)), name=w) for w in ("甲县", "乙区", "市本级")], "县区")
    >>> [label.place and label.place.value.name for label in named], [label.name for label in named]
    (['甲县', '乙区', None], ['', '', '市本级'])
    """
    plain = [label for label in labels if not label.total and not _PROPER.search(label.name)]
    formed = [label for label in plain if label.place or _formed(label)]
    told = bool(_OVER.fullmatch(re.sub(r"\s", "", over)))
    most = len(formed) >= 2 and len(formed) >= _MOST * len(plain) and len(formed) == sum(1 for label in formed if not label.units)
    if not told and not most:
        return list(labels)
    return [_as_place(label) if _is_place(label, told) else label for label in labels]


def _formed(label: Label) -> bool:
    name = label.name
    return bool(_FORM.fullmatch(name) or _ZONE.fullmatch(name)) and not _NO_FORM.search(name) and not metric_iri(name) and not label.measure


def _is_place(label: Label, told: bool) -> bool:
    if label.place or label.total or not label.name or label.measure or label.units or _PROPER.search(label.name):
        return False
    return _formed(label) or (told and not metric_iri(label.name) and not _NO_FORM.search(label.name))


def _as_place(label: Label) -> Label:
    name = label.name
    kind = "county" if _ZONE.fullmatch(name) and not name.endswith("园区") else kind_of(name)
    return replace(label, place=Role(Place(name, None, kind), label.span), name="")
