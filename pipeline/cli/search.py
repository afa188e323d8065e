"""`yusuan search`: organizations, projects, indicators and reasons that hold some Chinese words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import warehouse_option
from pipeline.excerpt import excerpt

_AREAS = ("organizations", "projects", "indicators", "reasons")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="TEXT ...")
@click.option(
    "--in", "areas", type=click.Choice(_AREAS), multiple=True, help="Where to look; may be repeated. [default: all]"
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to show.")
@warehouse_option("The warehouse to search.")
def command(words: tuple[str, ...], areas: tuple[str, ...], limit: int, warehouse: Path) -> None:
    """Look for TEXT, one word or several, in names, goals, policy bases, indicators and reasons.

    Short names find full ones (医保局: 医疗保障局). The best 1000 of each area are found, the others are not.
    In SQL: SELECT * FROM mart.search('宣传 经费').
    """
    if not warehouse.exists():
        raise click.ClickException(f"there is no warehouse {warehouse}; run `yusuan ingest` first.")
    text = " ".join(words)
    if not text.strip():
        raise click.UsageError("TEXT is empty: what should be looked for?")
    import duckdb

    from pipeline.warehouse import connect

    try:
        with connect(warehouse) as connection:
            found = connection.execute(
                "SELECT area, org_name, fiscal_year, title, text, amount, disclosure_id, page FROM mart.search(?) "
                "WHERE list_contains(?, area) LIMIT ?",
                [text, list(areas or _AREAS), limit],
            ).fetchall()
    except duckdb.Error as error:
        raise click.ClickException(str(error)) from error
    if not found:
        click.echo("Nothing found.")
    for row in found:
        click.echo(_shown(row, text.split()))


def _shown(row: tuple[Any, ...], words: list[str]) -> str:
    """Two lines: what and where, then the text around the first word."""
    area, organization, year, title, text, amount, disclosure_id, page = row
    place = f"{disclosure_id} p{page}" if page is not None else disclosure_id
    money = f"  {amount:,.2f} 元" if isinstance(amount, Decimal) else ""
    return f"[{area}] {title}{money}\n  {organization} {year or ''}  ({place})\n  {excerpt(text, words)}"
