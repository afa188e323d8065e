"""Rows known by a name alone: sums decide which of them are heads of the rows below.

A block is the rows of one unit, with the unit's own row as its total; or the rows without unit, with the table's total
rows. As long as the leaves of a block make its total, nothing is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from pipeline.warehouse.facts.places import Placed
from pipeline.warehouse.facts.rows import amount_in, close, half_place, main_column

Amounts = Mapping[int, Decimal]
"""Amount in the compared column by row index; rows without one there are not in it."""


def settle_by_sums(placed: Sequence[Placed], flags: list[bool]) -> None:
    """Take back the flags of rows that only head others, and of whole blocks whose parts cannot be told."""
    column = main_column([row.row for row in placed])
    if column is None:
        return
    half = half_place([row.row for row in placed])
    found = ((index, amount_in(row.row, column)) for index, row in enumerate(placed))
    amounts = {index: amount for index, amount in found if amount is not None}
    for block, totals in _blocks(placed, flags, amounts):
        if any(placed[index].is_flat for index in block):
            _settle(block, totals, placed, flags, amounts, half)


def _blocks(placed: Sequence[Placed], flags: Sequence[bool], amounts: Amounts) -> Iterable[tuple[list[int], list[int]]]:
    """Indexes of the leaves of each block, and of the rows that total it."""
    leaves = [index for index in amounts if flags[index]]
    table_totals = [index for index in amounts if not any(placed[index].position)]
    if all(placed[index].row.is_unit for index in leaves):
        yield leaves, table_totals
        return
    for unit in dict.fromkeys(placed[index].unit for index in leaves):
        heads = [index for index in amounts if placed[index].row.is_unit and placed[index].unit == unit]
        block = [index for index in leaves if placed[index].unit == unit and not placed[index].row.is_unit]
        yield block, (heads[:1] if unit else table_totals)


def _settle(
    block: list[int],
    totals: list[int],
    placed: Sequence[Placed],
    flags: list[bool],
    amounts: Amounts,
    half: Decimal,
) -> None:
    values = [amounts[index] for index in totals]
    coded = [index for index in block if not placed[index].is_flat]
    if _adds_up(block, amounts, values, half):
        return
    kept = (
        coded
        if coded and _adds_up(coded, amounts, values, half)
        else _without_heads(block, placed, amounts, values, half)
    )
    if kept is not None:
        for index in set(block) - set(kept):
            flags[index] = False
    elif values and sum((amounts[index] for index in block), Decimal(0)) > max(values):
        for index in block:
            flags[index] = False
        flags[totals[0]] = True


def _adds_up(indexes: Sequence[int], amounts: Amounts, totals: Sequence[Decimal], half: Decimal) -> bool:
    whole = sum((amounts[index] for index in indexes), Decimal(0))
    return any(close(whole, total, len(indexes), half) for total in totals)


def _without_heads(
    block: Sequence[int], placed: Sequence[Placed], amounts: Amounts, totals: Sequence[Decimal], half: Decimal
) -> list[int] | None:
    """The block without rows that head those below them, so that it makes a total; None if no reading does.

    Without a printed total, a row is a head if at least two rows right below add up to it.
    """
    if not totals:
        return _kept(block, {index for index in block if _runs(block, index, placed, amounts, least=2)})
    best: set[int] | None = None
    states: dict[tuple[int, Decimal], set[int]] = {(0, Decimal(0)): set()}
    while states:
        (start, whole), heads = states.popitem()
        if start == len(block):
            if any(close(whole, total, len(block), half) for total in totals) and (
                best is None or len(heads) < len(best)
            ):
                best = heads
            continue
        index = block[start]
        for end in (start + 1, *_runs(block, index, placed, amounts, least=1)):
            state = (end, whole + amounts[index])
            taken = heads | ({index} if end > start + 1 else set())
            if state not in states or len(taken) < len(states[state]):
                states[state] = taken
        if len(states) > _MOST_STATES:
            return None
    return None if best is None else _kept(block, best)


_MOST_STATES = 2000
"""Readings followed at once; real tables need a handful, and one that needs more is not understood."""


def _kept(block: Sequence[int], heads: set[int]) -> list[int]:
    return [index for index in block if index not in heads]


def _runs(block: Sequence[int], index: int, placed: Sequence[Placed], amounts: Amounts, least: int) -> list[int]:
    """Positions in the block where a run of rows that adds up to the row ends, right below it; [] if it heads none."""
    if not placed[index].is_flat or amounts[index] <= 0:
        return []
    ends: list[int] = []
    running = Decimal(0)
    start = block.index(index) + 1
    for count, below in enumerate(block[start:], start=1):
        running += amounts[below]
        if running > amounts[index]:
            break
        if running == amounts[index] and count >= least:
            ends.append(start + count)
    return ends[:1]
