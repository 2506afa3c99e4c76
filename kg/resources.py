"""Where ontology/, queries/ and the examples are, in a checkout and in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).parent
EXAMPLES = PACKAGE / "examples"


def resource(name: str) -> Path:
    """The path of a resource folder or file such as ``ontology/units.ttl``.

    >>> resource("ontology").is_dir()
    True
    """
    shipped = PACKAGE / "_resources" / name
    return shipped if shipped.exists() else PACKAGE.parent / name
