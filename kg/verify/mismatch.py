"""What does not agree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing that does not agree: in which document, what, and what was found instead."""

    document: str
    what: str
    where: str
    found: str
