"""Which items of Wikidata things are, as a file of mappings says (:mod:`kg.mappings`): only what matches exactly and is a link counts."""

from collections.abc import Mapping
from pathlib import Path

from kg import mappings
from kg.vocabulary import PREFIXES

_EXACT = PREFIXES["skos"] + "exactMatch"
_ITEM = "http://www.wikidata.org/entity/"


def items(path: Path) -> Mapping[str, str]:
    r"""The item of each thing, by IRI. Raises InputError for what is no file of mappings.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "places.sssom.tsv"
    >>> rows = [mappings.Mapping("https://w3id.org/whoclaims/place/410600", _EXACT, _ITEM + "Q404301", "semapv:ManualMappingCuration")]
    >>> _ = file.write_text(mappings.text(rows, "places", "urn:x"))
    >>> items(file)
    {'https://w3id.org/whoclaims/place/410600': 'Q404301'}
    >>> _ = file.write_text("地区,条目\n")
    >>> items(file)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.errors.InputError: ...: 这份对照表（SSSOM）各列没有用制表符隔开。改正这一处，或用 sssom validate 检查。
    ...
    """
    return {
        row.subject_id: row.object_id.removeprefix(_ITEM)
        for row in mappings.read(path)
        if row.is_link and row.predicate_id == _EXACT and row.object_id.startswith(_ITEM)
    }
