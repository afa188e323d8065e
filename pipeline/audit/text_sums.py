"""Family `narrative`, inside the prose: what it says twice is the same, and its parts make their wholes.

Of a final account whose statements are in another file this is all that can be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from pipeline.audit.model import COUNT, FAILS, HOLDS, ROUNDING, YUAN, Check
from pipeline.audit.prose import printed_amount, spot_in
from pipeline.audit.records import About, Value, at_most, equal, total
from pipeline.audit.rules import vocabulary
from pipeline.narrative.model import NarrativeReading, Procurement, Staffing, StateAsset, TextFact

PARTS = "narrative_parts"
PROCUREMENT = "procurement_parts"
RESERVED = "procurement_reserved"
VEHICLES = "vehicle_kinds"
STAFF = "staff_parts"

_RESERVED = {
    "sme_reserved": "total",
    "micro_reserved": "total",
    "sme_awarded": "total",
    "micro_awarded": "sme_awarded",
}
"""What is reserved for, or awarded to, small enterprises is a part of what is bought."""


def check_text(narrative: NarrativeReading) -> Iterator[Check]:
    """Every sum inside the prose."""
    yield from _parts(narrative.text_facts)
    yield from _procurement(narrative.procurement)
    yield from _vehicles(narrative.state_assets)
    yield from _staff(narrative.staffing)


def _value(fact: TextFact) -> Value:
    step = printed_amount(fact.amount, fact.printed)[1]
    return Value(fact.amount, step, spot_in(fact.source, fact.printed, fact.subject_printed))


def _parts(facts: Sequence[TextFact]) -> Iterator[Check]:
    """Under one heading: the first figure of a whole against those of its parts that follow it."""
    for (heading, basis, fund), group in groupby(
        facts, key=lambda fact: (fact.heading, fact.basis, fact.funding_source)
    ):
        held: dict[tuple[str, str], TextFact] = {}
        for fact in group:
            held.setdefault((fact.section, fact.subject), fact)
        for entry in vocabulary()["text_sums"]:
            whole = held.get((entry["section"], entry["whole"]))
            parts = [held[key] for name in entry["parts"] if (key := (entry["section"], name)) in held]
            if whole is None or len(parts) < entry["at_least"]:
                continue
            about = About("narrative", whole.subject_printed, whole.subject, basis)
            names = "、".join(fact.subject_printed for fact in parts)
            what = f"文字“{whole.subject_printed}”{whole.printed} = {names}之和（{heading or fund}）"
            values = [_value(fact) for fact in parts]
            yield equal(PARTS, about, _value(whole), total(values), values, YUAN, what)


def _procurement(records: Sequence[Procurement]) -> Iterator[Check]:
    """The total of procurement against goods, works and services that follow it; reserved amounts against the total."""
    for group in _after_totals(records):
        held = {record.category: record for record in group if record.amount is not None}
        whole, kinds = held.get("total"), [held[k] for k in ("goods", "works", "services") if k in held]
        if whole is None:
            continue
        about = About("narrative", "政府采购", "total", whole.basis)
        if len(kinds) > 1:
            parts = [_bought(record) for record in kinds]
            what = f"文字“政府采购”{whole.printed} = 货物、工程、服务之和"
            yield equal(PROCUREMENT, about, _bought(whole), total(parts), parts, YUAN, what)
        for part, of in _RESERVED.items():
            if part in held and of in held:
                about = About("narrative", "政府采购", part, whole.basis)
                what = f"文字中小企业预留（授予）{held[part].printed}不大于{held[of].printed}"
                yield at_most(RESERVED, about, _bought(held[part]), _bought(held[of]), YUAN, what)


def _after_totals(records: Sequence[Procurement]) -> Iterator[list[Procurement]]:
    group: list[Procurement] = []
    for record in records:
        if record.category == "total" and group:
            yield group
            group = []
        group.append(record)
    if group:
        yield group


def _bought(record: Procurement) -> Value:
    assert record.amount is not None
    step = printed_amount(record.amount, record.printed)[1]
    return Value(record.amount, step, spot_in(record.source, record.printed, "政府采购"))


def _vehicles(records: Sequence[StateAsset]) -> Iterator[Check]:
    """The kinds of vehicles are all of them: counted, and in money where every kind has an amount."""
    for basis in dict.fromkeys(record.basis for record in records):
        held = [record for record in records if record.basis == basis]
        whole = next((record for record in held if record.item == "vehicle"), None)
        kinds = [record for record in held if record.item.startswith("vehicle_")]
        if whole is None or whole.quantity is None or not kinds or any(record.quantity is None for record in kinds):
            continue
        parts = [_counted(record) for record in kinds]
        what = f"文字车辆{whole.quantity}辆 = 各类车辆之和"
        about = About("narrative", "车辆", f"quantity_{basis}")
        check = equal(VEHICLES, about, _counted(whole), total(parts), parts, COUNT, what)
        if check.verdict != FAILS or total(parts) > whole.quantity or any(r.item == "vehicle_other" for r in kinds):
            yield check  # where no other kinds are told the kinds may be a selection


def _counted(record: StateAsset) -> Value:
    assert record.quantity is not None
    return Value(
        record.quantity, record.quantity * 0, spot_in(record.source, str(record.quantity), record.item_printed)
    )


def _staff(records: Sequence[Staffing]) -> Iterator[Check]:
    """Persons: all are in service or retired; posts and persons by kind make their sum."""
    held = {record.item: record for record in records if record.headcount is not None}
    for entry in vocabulary()["staff_sums"]:
        whole = held.get(entry["whole"])
        parts = [held[item] for item in entry["parts"] if item in held]
        if whole is None or len(parts) < 2:
            continue
        values = [_persons(record) for record in parts]
        names = "、".join(record.item_printed for record in parts)
        what = f"文字“{whole.item_printed}”{whole.headcount}人 = {names}之和"
        about = About("narrative", whole.item_printed, "headcount")
        check = equal(STAFF, about, _persons(whole), total(values), values, COUNT, what)
        if check.verdict in (HOLDS, ROUNDING) or total(values) > _persons(whole).value or entry["complete"]:
            yield check


def _persons(record: Staffing) -> Value:
    assert record.headcount is not None
    return Value(
        Decimal(record.headcount), Decimal(0), spot_in(record.source, str(record.headcount), record.item_printed)
    )
