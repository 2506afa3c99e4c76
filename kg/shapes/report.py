"""What validation found: results as the SHACL Recommendation describes them, in section 3.6 (https://www.w3.org/TR/shacl/#validation-report)."""

from dataclasses import dataclass, field

from kg.vocabulary import PREFIXES

SH = PREFIXES["sh"]
VIOLATION = SH + "Violation"

Message = tuple[str, str]  # language tag, text


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result. Terms are spelled as in N-Triples, paths as in SPARQL; ``messages`` are (language, text).

    ``component`` and ``severity`` are IRIs without brackets; ``shape`` is the shape that has the constraint, ``constraint`` the node of a
    ``sh:sparql`` constraint.
    """

    focus: str
    path: str | None
    value: str | None
    component: str
    shape: str
    severity: str = VIOLATION
    messages: tuple[Message, ...] = field(default=(), compare=False)
    constraint: str | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What makes a result the same as another engine's, and the order of a report."""
        return (self.focus, self.shape, self.component, self.path or "", self.value or "")

    def message(self, lang: str) -> str:
        """The message in that language, else the first there is.

        >>> Result("<urn:a>", None, None, SH + "ClassConstraintComponent", "<urn:s>", messages=(("zh", "应是人"), ("en", "no person"))).message("en")
        'no person'
        """
        spoken = dict(reversed(self.messages))
        return spoken.get(lang) or (self.messages[0][1] if self.messages else self.component.removeprefix(SH))


@dataclass(frozen=True, slots=True)
class Delegated:
    """A constraint that was left to pyshacl, and why it could not be compiled."""

    shape: str
    component: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """The results of a validation, sorted; ``delegated`` are the constraints that pyshacl evaluated."""

    results: tuple[Result, ...]
    delegated: tuple[Delegated, ...] = ()
    shapes: int = 0
    constraints: int = 0

    @property
    def conforms(self) -> bool:
        """True where there is no result of any severity, as ``sh:conforms`` means it."""
        return not self.results

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results of severity ``sh:Violation``."""
        return tuple(result for result in self.results if result.severity == VIOLATION)
