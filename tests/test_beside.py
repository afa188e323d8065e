"""Work beside: every call is made, in order, and no error is lost."""

from __future__ import annotations

import threading
import time

import pytest

from pipeline.beside import _MOST_WAITING, Beside


class Broken(Exception):
    """What a call raises."""


def broken() -> None:
    raise Broken


def test_calls_are_made_in_order_in_one_other_thread() -> None:
    made: list[tuple[int, int]] = []
    with Beside() as beside:
        for number in range(20):
            beside.call(lambda number: made.append((number, threading.get_ident())), number)
    assert [number for number, _ in made] == list(range(20))
    assert len({thread for _, thread in made} | {threading.get_ident()}) == 2


def test_an_error_comes_out_at_the_end() -> None:
    with pytest.raises(Broken), Beside() as beside:
        beside.call(broken)


def test_an_error_comes_out_at_a_later_call() -> None:
    made: list[int] = []

    def many() -> None:
        with Beside() as beside:
            beside.call(broken)
            for number in range(200):
                time.sleep(0.01)
                beside.call(made.append, number)

    with pytest.raises(Broken):
        many()
    assert len(made) < 200


def test_what_waits_behind_an_error_is_not_called() -> None:
    made: list[int] = []
    go_on = threading.Event()

    def fails(error_here: bool) -> None:
        with Beside() as beside:
            beside.call(lambda: go_on.wait() and broken())
            beside.call(made.append, 1)
            go_on.set()
            if error_here:
                raise ZeroDivisionError

    with pytest.raises(Broken):
        fails(error_here=False)
    go_on.clear()
    with pytest.raises(ZeroDivisionError):
        fails(error_here=True)
    assert made == []


def test_few_calls_wait() -> None:
    going = threading.Event()
    waited: list[tuple[int, bool]] = []

    def let_go() -> None:
        while len(waited) < _MOST_WAITING:
            time.sleep(0.01)
        time.sleep(0.1)  # without a bound, more would be handed over meanwhile
        going.set()

    threading.Thread(target=let_go).start()
    with Beside() as beside:
        for number in range(200):
            beside.call(going.wait)
            waited.append((number, going.is_set()))
    assert [number for number, after in waited if not after] == list(range(_MOST_WAITING))


def test_an_error_here_is_not_hidden_by_one_there() -> None:
    here = threading.Event()

    def both() -> None:
        with Beside() as beside:
            beside.call(lambda: here.wait() and broken())
            here.set()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        both()
