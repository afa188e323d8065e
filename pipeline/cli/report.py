"""`yusuan report`: what was loaded, what was checked and what was found, as one HTML page to print."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import files_option, open_warehouse, require_folder, the_document, warehouse_option


@click.command()
@click.option("--disclosure", metavar="D", help="One disclosure: its id, or a part of its organization or file name.")
@click.option("--all", "everything", is_flag=True, help="All current disclosures.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("report.html"),
    show_default=True,
    metavar="FILE.html",
    help="Where to write it.",
)
@files_option()
@warehouse_option("The warehouse to report on.")
def command(disclosure: str | None, everything: bool, out: Path, files: tuple[Path, ...], warehouse: Path) -> None:
    """Write the audit report: number accounting, checks by family, and each finding beside the picture of its page.

    The page is in Chinese and needs no other file; print it from a browser.
    """
    if everything == (disclosure is not None):
        raise click.UsageError("give --disclosure or --all.")
    require_folder(out)
    from pipeline.audit.report import make_report
    from pipeline.audit.report_page import drawing, page
    from pipeline.audit.stored import documents
    from pipeline.warehouse.versions import version_name

    with open_warehouse(warehouse) as connection:
        if disclosure is not None:
            chosen = [the_document(connection, disclosure)]
        else:
            chosen = [document for document in documents(connection) if document.is_current]
        report = make_report(connection, version_name(warehouse), chosen, drawing(files))
    try:
        out.write_text(page(report), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
    click.echo(f"{len(report.documents)} disclosures, {report.findings} findings: {out}")
