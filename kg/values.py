"""Values of which a document has thousands: frozen dataclasses whose fields are set through their slots."""

from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")


def set_by_slots(made: type[T]) -> type[T]:
    """Make the values of a frozen dataclass with slots, whose defaults are values, in half the time.

    ``dataclasses`` sets each field of a frozen class by ``object.__setattr__``, which looks for its slot by name; here the slot itself sets it.

    >>> from dataclasses import dataclass
    >>> @set_by_slots
    ... @dataclass(frozen=True, slots=True)
    ... class Village:
    ...     name: str
    ...     households: int = 0
    >>> Village("青石村"), Village("白水村", households=40)
    (Village(name='青石村', households=0), Village(name='白水村', households=40))
    """
    names = [field.name for field in fields(made)]  # type: ignore[arg-type]
    slots: dict[str, Any] = {f"set_{name}": getattr(made, name).__set__ for name in names}
    lines = [f"set_{name}(self, {name})" for name in names] + ["self.__post_init__()"] * hasattr(made, "__post_init__")
    exec(f"def __init__(self, {', '.join(names)}):\n " + "\n ".join(lines), slots)
    init, before = slots["__init__"], made.__init__
    init.__defaults__, init.__annotations__, init.__qualname__ = before.__defaults__, before.__annotations__, before.__qualname__
    made.__init__ = init  # type: ignore[method-assign]
    return made
