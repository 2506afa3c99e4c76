"""A frozen dataclass whose fields are set through its slots is the one that it was before."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from kg.claims.context import Named
from kg.mentions.metrics import Phrase
from kg.mentions.quantities import Quantity
from kg.model import Claim, Span
from kg.sentences import Sentence
from kg.values import set_by_slots


@dataclass(frozen=True, slots=True, order=True)
class Plain:
    """Households of a village."""

    name: str
    households: int = 12
    of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.households < 0:
            raise ValueError(self.households)


@set_by_slots
@dataclass(frozen=True, slots=True, order=True)
class Quick:
    """Households of a village."""

    name: str
    households: int = 12
    of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.households < 0:
            raise ValueError(self.households)


def test_it_is_made_by_the_same_arguments() -> None:
    assert str(inspect.signature(Quick)) == str(inspect.signature(Plain))
    for positional, named in ((("青石村",), {}), (("青石村", 3), {"of": ("白水镇",)}), ((), {"name": "青石村", "households": 3})):
        assert repr(Quick(*positional, **named)) == repr(Plain(*positional, **named)).replace("Plain", "Quick")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]


def test_it_is_checked_when_it_is_made() -> None:
    with pytest.raises(ValueError, match="-1"):
        Quick("青石村", -1)


def test_it_stays_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Quick("青石村").name = "白水村"  # type: ignore[misc]


def test_it_is_compared_hashed_copied_and_replaced() -> None:
    one = Quick("青石村", 3)
    assert one == Quick("青石村", 3)
    assert hash(one) == hash(Plain("青石村", 3))
    assert one < replace(one, households=4) == Quick("青石村", 4)
    assert one == copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one))


@pytest.mark.parametrize("made", [Span, Claim, Quantity, Phrase, Named, Sentence])
def test_its_parameters_are_its_fields(made: type) -> None:
    assert list(inspect.signature(made).parameters) == list(made.__dataclass_fields__)  # type: ignore[attr-defined]
