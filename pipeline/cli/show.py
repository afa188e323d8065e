"""`yusuan show`: the page on which a row or a finding is printed, with its cells boxed."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import files_option, open_warehouse, require_folder, the_document, warehouse_option


@click.command()
@click.argument("disclosure")
@click.option("--statement", metavar="KEY", help="A statement, such as general_budget_expenditure; with --row.")
@click.option("--row", type=int, metavar="N", help="A row of the statement: its row_no.")
@click.option("--finding", type=int, metavar="K", help="A finding: its finding_no (see `yusuan report`).")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.png", help="Where to write it.")
@files_option()
@warehouse_option("The warehouse to look up.")
def command(
    disclosure: str,
    statement: str | None,
    row: int | None,
    finding: int | None,
    out: Path | None,
    files: tuple[Path, ...],
    warehouse: Path,
) -> None:
    """Draw the page of DISCLOSURE (its id, or a part of its organization or file name) with the cells boxed.

    Red is the figure asked for, or the one that a finding is about; blue are those it is compared with.
    """
    by_row = statement is not None and row is not None
    if by_row == (finding is not None):
        raise click.UsageError("give --statement with --row, or --finding.")
    if out is not None:
        require_folder(out)
    from pipeline.audit.pages import open_pages, picture
    from pipeline.audit.source_file import find_source
    from pipeline.audit.stored import message_of_finding, spots_of_finding, spots_of_row

    with open_warehouse(warehouse) as connection:
        document = the_document(connection, disclosure)
        if finding is not None:
            spots = spots_of_finding(connection, document.disclosure_id, finding)
            told = message_of_finding(connection, document.disclosure_id, finding)
            what = f"finding-{finding}"
        else:
            spots = spots_of_row(connection, document.disclosure_id, str(statement), int(row or 0))
            told = "  ".join(spot.printed for spot in spots)
            what = f"{statement}-{row}"
    if not spots:
        raise click.ClickException("there is no such row or finding, or it has no place on a page.")
    source = find_source(document.sha256, document.byte_size, document.source_uri, files)
    if source is None:
        raise click.ClickException(f"the file of this disclosure is not there: {document.file_name}")
    target = out or Path(f"{document.disclosure_id}-{what}.png")
    picture(open_pages(source), spots).save(target, format="PNG")
    click.echo(told)
    click.echo(f"page {spots[0].page} of {document.file_name}: {target}")
