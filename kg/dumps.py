"""The whole store as one file: every quad, sorted, so that the same inputs give the same bytes."""

from kg.store import Snapshot
from kg.vocabulary import PREFIXES


def nquads(snapshot: Snapshot) -> bytes:
    """N-Quads, a line a quad, sorted by bytes."""
    import pyoxigraph

    content = snapshot.store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert content is not None
    return b"".join(sorted(content.splitlines(keepends=True)))


def trig(snapshot: Snapshot) -> bytes:
    """TriG with the usual prefixes, graph by graph."""
    import pyoxigraph

    quads = sorted(
        pyoxigraph.parse(nquads(snapshot), format=pyoxigraph.RdfFormat.N_QUADS),
        key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)),
    )
    content = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.TRIG, prefixes=PREFIXES)
    assert content is not None
    return content
