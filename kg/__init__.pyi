from kg import errors as errors
from kg import graphs as graphs
from kg import measures as measures
from kg.answers import Iri as Iri
from kg.api import Document as Document
from kg.api import KnowledgeGraph as KnowledgeGraph
from kg.api import build as build
from kg.api import extract as extract
from kg.api import open_examples as open_examples
from kg.api import open_graph as open_graph
from kg.builds import BuildReport as BuildReport
from kg.model import Metadata as Metadata
from kg.passages import Passage as Passage
from kg.results import Result as Result
from kg.results import Triples as Triples

__version__: str
__all__: list[str]
