"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipeline.places import WAREHOUSE


def warehouse_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--warehouse FILE`."""
    return click.option(
        "--warehouse",
        type=click.Path(dir_okay=False, path_type=Path),
        default=WAREHOUSE,
        show_default=True,
        help=help_text,
    )
