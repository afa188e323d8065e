"""The server that worker processes are forked from: it imports what reading needs once, beside what the program does.

What belongs here: what the server imports, and starting it. It imports nothing of the project itself, so that a command
can start it first of all. What workers do is in `pipeline.worker`, the pool of them in `pipeline.pool`.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver
from typing import Final

CONTEXT: Final = multiprocessing.get_context("forkserver")
_IMPORTED: Final = ("pipeline.worker", "pipeline.extract", "pipeline.warehouse.extracts")


def start() -> None:
    """Start the server if it does not run yet; returns at once."""
    CONTEXT.set_forkserver_preload(list(_IMPORTED))
    forkserver.ensure_running()
