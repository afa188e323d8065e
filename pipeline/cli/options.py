"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.places import WAREHOUSE

READER_NAMES = ("fast", "pdfplumber")
"""The PDF readers, the default one first; named here because `--help` does not import them."""


def warehouse_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--warehouse FILE`."""
    return click.option(
        "--warehouse",
        type=click.Path(dir_okay=False, path_type=Path),
        default=WAREHOUSE,
        show_default=True,
        help=help_text,
    )


def reader_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--reader NAME`."""
    return click.option(
        "--reader",
        type=click.Choice(READER_NAMES),
        default=READER_NAMES[0],
        show_default=True,
        help="The PDF reader; both give the same cells, and the other one reads doubtful pages again.",
    )
