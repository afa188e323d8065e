"""`yusuan inspect`: what is recognised in one file, page by page, and pictures of it. It writes no warehouse."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.options import reader_option


class PageRange(click.ParamType[frozenset[int]]):
    """Page numbers as `3-7,9`."""

    name = "pages"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[int]:
        """The pages that the text names; fails on anything else."""
        if isinstance(value, frozenset):
            return value
        pages: set[int] = set()
        for part in str(value).split(","):
            first, _, last = part.strip().partition("-")
            if not first.isdecimal() or (last and not last.isdecimal()) or int(last or first) < int(first):
                self.fail(f"{value!r} is no list of pages like 3-7,9.", param, ctx)
            pages.update(range(int(first), int(last or first) + 1))
        return frozenset(pages)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pages", type=PageRange(), metavar="3-7,9", help="Only these pages (the summary counts them all).")
@click.option("--cells", is_flag=True, help="List every loaded cell too.")
@click.option(
    "--image",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write a PNG of each page: grids grey, labels blue, loaded cells green, cells of performance tables violet, "
    "numbers of the prose in records orange, unread numbers red.",
)
@reader_option()
def command(file: Path, pages: frozenset[int] | None, cells: bool, image: Path | None, reader: str) -> None:
    """Show what is recognised in FILE: tables with their titles, what each column means, and numbers nobody reads.

    This is the tool for adding a layout; CONTRIBUTING.md walks through an example.

    Exit status: 0; 1 when the file cannot be read at all.
    """
    from pipeline.audit.number_inspection import inspect_document
    from pipeline.cli.inspect_picture import write_pictures
    from pipeline.cli.inspect_text import Printer
    from pipeline.reading import UnreadableFile, read_document

    try:
        document = read_document(file, reader)
    except UnreadableFile as error:
        click.echo(f"{file.name}: cannot be read, {error.reason}: {error.detail}")
        sys.exit(1)
    there = {page.number for page in document.pages}
    if pages is not None and not pages & there:
        raise click.UsageError(f"the file has no such page; it has {len(there)}.")
    inspection = inspect_document(document)
    Printer(inspection, cells).show(pages)
    if image is not None:
        written = write_pictures(file, inspection, image, pages)
        click.echo(f"{len(written)} pictures in {image}" if written else "No pictures: the file has no pages to draw.")
