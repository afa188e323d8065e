"""Which rows of a table only sum others.

A row sums others when another row of the same table says the same thing more closely: a longer code, a unit under a
total, a project under a code. That is read from codes and names, not from amounts, so a misprinted figure changes
nothing. Where a table prints no codes, names and, last, sums decide; if nothing adds up, the total is the only leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pipeline.warehouse.facts.rows import PrintedRow, amount_in, close, half_place, main_column
from pipeline.warehouse.facts.vocabulary import is_total

Position = tuple[str, str, str, str, str]
Ancestors = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its place: code (printed, or from its name), economic code, unit, project, and item for bare names."""

    row: PrintedRow
    code: str
    economic_code: str
    unit: str
    project: str
    item: str

    @property
    def position(self) -> Position:
        return (self.code, self.economic_code, self.unit, self.project, self.item)

    @property
    def is_flat(self) -> bool:
        """Known only by an item's or unit's name: nothing tells what it is part of."""
        return bool(self.item or self.unit) and not (self.code or self.economic_code or self.project)


def code_ancestors(code: str) -> tuple[str, ...]:
    """The codes a code is part of: 2080505 is part of 20805, 208 and the whole."""
    return (*(code[:length] for length in (5, 3) if len(code) > length), *([""] if code else []))


def place(rows: Sequence[PrintedRow], codes: Sequence[str] | None = None) -> list[Placed]:
    """Rows with their places. `codes` replaces the printed codes (codes resolved from names, paths of items).

    A unit's name printed in a row of its own holds for the rows below it, until the next one.
    """
    placed: list[Placed] = []
    unit = ""
    for row, code in zip(rows, codes if codes is not None else [row.code for row in rows], strict=True):
        if row.is_unit:
            unit = row.unit_name
        total = is_total(row.label) and not (row.code or row.unit_name or row.project)
        below = row.unit_name or ("" if total else unit)
        bare = not (code or row.economic_code or row.project or row.unit_name or total)
        placed.append(Placed(row, code, row.economic_code, below, row.project, row.label if bare else ""))
    return placed


def leaf_flags(placed: Sequence[Placed], ancestors: Ancestors = code_ancestors) -> list[bool]:
    """For each row whether it is a leaf, in the order given."""
    summing = {position for row in placed for position in _coarser(row, ancestors)}
    has_detail = any(row.code or row.economic_code or row.project for row in placed)
    flags = [row.position not in summing and not (has_detail and row.row.is_unit) for row in placed]
    _one_bare_total(placed, flags)
    _economic_beside_function(placed, flags)
    if any(flag and row.is_flat for row, flag in zip(placed, flags, strict=True)):
        _settle_flat(placed, flags)
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


def _settle_flat(placed: Sequence[Placed], flags: list[bool]) -> None:
    """Decide rows without code by sums: the leaves must make a total row, as far as one is printed."""
    column = main_column([row.row for row in placed])
    if column is None:
        return
    amounts = [amount_in(row.row, column) for row in placed]
    totals = {
        index: amount for index, amount in enumerate(amounts) if amount is not None and not any(placed[index].position)
    }
    candidates = [index for index, _ in enumerate(placed) if flags[index] and amounts[index] is not None]
    half = half_place([row.row for row in placed])
    if _adds_up(candidates, amounts, totals.values(), half):
        return
    kept = _without_heads(candidates, placed, amounts, 1 if totals else 2)
    if not totals or _adds_up(kept, amounts, totals.values(), half):
        for index in set(candidates) - set(kept):
            flags[index] = False
    elif _sum(candidates, amounts) > max(totals.values()):
        only = min(totals)
        for index in range(len(placed)):
            flags[index] = index == only


def _sum(indexes: Sequence[int], amounts: Sequence[Decimal | None]) -> Decimal:
    return sum((amounts[index] or Decimal(0) for index in indexes), Decimal(0))


def _adds_up(
    indexes: Sequence[int], amounts: Sequence[Decimal | None], totals: Iterable[Decimal], half: Decimal
) -> bool:
    return any(close(_sum(indexes, amounts), total, len(indexes), half) for total in totals)


def _without_heads(
    candidates: Sequence[int], placed: Sequence[Placed], amounts: Sequence[Decimal | None], least: int
) -> list[int]:
    """The candidates without flat rows that the rows right below them (at least `least` of them) add up to."""
    kept: list[int] = []
    for position, index in enumerate(candidates):
        below = candidates[position + 1 :]
        amount = amounts[index] or Decimal(0)
        if not (placed[index].is_flat and amount and _is_head(amount, below, amounts, least)):
            kept.append(index)
    return kept


def _is_head(amount: Decimal, below: Sequence[int], amounts: Sequence[Decimal | None], least: int) -> bool:
    running = Decimal(0)
    for count, index in enumerate(below, start=1):
        running += amounts[index] or Decimal(0)
        if count >= least and running == amount:
            return True
        if running > amount:
            return False
    return False
