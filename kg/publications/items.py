"""Which items of Wikidata things are, as a file of mappings says: SSSOM in TSV, https://mapping-commons.github.io/sssom/.

Only what matches exactly and is not denied counts; a candidate is none.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

from kg.errors import InputError
from kg.labels import expanded

_COLUMNS = ("subject_id", "predicate_id", "object_id")
_EXACT = {"skos:exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch"}
_SPACES = ("wikidata:", "wd:", "http://www.wikidata.org/entity/")


def items(path: Path) -> Mapping[str, str]:
    """The item of each thing, by IRI. Raises InputError for what is no file of mappings.

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "places.sssom.tsv"
    >>> _ = file.write_text("#mapping_set_id: urn:x\\nsubject_id\\tpredicate_id\\tobject_id\\nplace:410600\\tskos:exactMatch\\twikidata:Q404301\\n")
    >>> items(file)
    {'https://w3id.org/whoclaims/place/410600': 'Q404301'}
    >>> _ = file.write_text("地区,条目\\n")
    >>> items(file)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.errors.InputError: ...: 这不是 SSSOM 映射文件。它是 TSV，有 subject_id、predicate_id、object_id 三列。
    ...: this is no SSSOM file of mappings. It is TSV with the columns subject_id, predicate_id and object_id.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if not line.startswith("#")]
    except (OSError, UnicodeDecodeError):
        lines = []
    rows = csv.DictReader(lines, delimiter="\t")
    if not set(_COLUMNS) <= set(rows.fieldnames or ()):
        raise InputError(
            "这不是 SSSOM 映射文件", "this is no SSSOM file of mappings", where=str(path),
            next_zh="它是 TSV，有 subject_id、predicate_id、object_id 三列", next_en="it is TSV with the columns subject_id, predicate_id and object_id",
        )  # fmt: skip
    found = {}
    for row in rows:
        subject, predicate, matched = (row[name] or "" for name in _COLUMNS)
        iri, space = expanded(subject), next((space for space in _SPACES if matched.startswith(space)), None)
        if iri and space and predicate in _EXACT and row.get("predicate_modifier") != "Not":
            found[iri] = matched.removeprefix(space)
    return found
