"""A test that is marked ``alone`` runs when no other does, and those that come later wait for it."""

from pathlib import Path
from threading import Event, Thread

from tests.turns import turn


def test_one_alone_waits_for_those_before_it_and_those_after_it_wait(tmp_path: Path) -> None:
    told: list[str] = []

    def take(name: str, alone: bool, begun: Event, end: Event) -> None:
        with turn(tmp_path, alone=alone):
            told.append(name)
            begun.set()
            end.wait(20)

    def start(name: str, alone: bool) -> tuple[Thread, Event, Event]:
        begun, end = Event(), Event()
        thread = Thread(target=take, args=(name, alone, begun, end))
        thread.start()
        return thread, begun, end

    one, other = start("one", False), start("other", False)
    assert one[1].wait(20) and other[1].wait(20)  # side by side
    alone = start("alone", True)
    assert not alone[1].wait(0.2)
    later = start("later", False)
    one[2].set()
    assert not alone[1].wait(0.2) and not later[1].is_set()
    other[2].set()
    assert alone[1].wait(20) and not later[1].wait(0.2)
    alone[2].set()
    assert later[1].wait(20)
    later[2].set()
    for thread, *_ in (one, other, alone, later):
        thread.join(20)
    assert told[2:] == ["alone", "later"]
