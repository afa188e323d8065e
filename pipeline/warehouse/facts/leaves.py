"""Which rows of a table only sum others.

A row sums others when another row of the same table says the same thing more closely: a longer code, a unit under a
total, a project under a code. That is read from codes and names, not from amounts, so a misprinted figure changes
nothing. Where a table prints no codes, names and, last, sums decide; if nothing adds up, the total is the only leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from pipeline.warehouse.facts.places import Placed, Position
from pipeline.warehouse.facts.sums import settle_by_sums

Ancestors = Callable[[str], Sequence[str]]


def code_ancestors(code: str) -> tuple[str, ...]:
    """The codes a code is part of: 2080505 is part of 20805, 208 and the whole."""
    return (*(code[:length] for length in (5, 3) if len(code) > length), *([""] if code else []))


def leaf_flags(placed: Sequence[Placed], ancestors: Ancestors = code_ancestors) -> list[bool]:
    """For each row whether it is a leaf, in the order given."""
    summing = {position for row in placed for position in _coarser(row, ancestors)}
    has_detail = any(row.code or row.economic_code or row.project for row in placed)
    flags = [row.position not in summing and not (has_detail and row.row.is_unit) for row in placed]
    _one_bare_total(placed, flags)
    _economic_beside_function(placed, flags)
    if any(flag and row.is_flat for row, flag in zip(placed, flags, strict=True)):
        settle_by_sums(placed, flags)
    return flags


def _coarser(row: Placed, ancestors: Ancestors) -> Iterator[Position]:
    """Every place that contains the row's place, without its own."""
    choices = (
        (row.code, *ancestors(row.code)),
        (row.economic_code, *code_ancestors(row.economic_code)),
        tuple(dict.fromkeys((row.unit, ""))),
        tuple(dict.fromkeys((row.project, ""))),
        tuple(dict.fromkeys((row.item, ""))),
    )
    yield from (position for position in product(*choices) if position != row.position)


def _one_bare_total(placed: Sequence[Placed], flags: list[bool]) -> None:
    """Total rows that nothing refines: they repeat one another (headers of continuation pages), the first counts."""
    bare = [index for index, row in enumerate(placed) if flags[index] and not any(row.position)]
    for index in bare[1:]:
        flags[index] = False


def _economic_beside_function(placed: Sequence[Placed], flags: list[bool]) -> None:
    """A table with blocks by function and by economic class prints the same money twice: the functions count."""
    leaves = [row for row, flag in zip(placed, flags, strict=True) if flag]
    if not any(row.code.startswith("2") for row in leaves):
        return
    for index, row in enumerate(placed):
        if row.code.startswith(("3", "5")):
            flags[index] = False
