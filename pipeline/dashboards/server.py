"""How Streamlit is started: the app's file, the options, and what the app is told. Imports nothing of Streamlit."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipeline.dashboards.style import server_theme

WAREHOUSE_VARIABLE: Final = "YUSUAN_DASHBOARD_WAREHOUSE"
SOURCES_VARIABLE: Final = "YUSUAN_DASHBOARD_SOURCES"
"""How `yusuan dashboard` tells the app, which Streamlit starts, what it was asked to show."""

APP = Path(__file__).with_name("app.py")


def environment(warehouse: Path, sources: Iterable[Path]) -> dict[str, str]:
    """The variables that tell the app what to show."""
    return {
        WAREHOUSE_VARIABLE: str(warehouse.absolute()),
        SOURCES_VARIABLE: os.pathsep.join(str(folder) for folder in sources),
    }


def arguments(address: str, port: int) -> list[str]:
    """What follows the interpreter's name on the command line."""
    options = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "true",  # else it asks for an e-mail address and looks for a browser
        "server.fileWatcherType": "none",
        "runner.magicEnabled": "false",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "logger.level": "warning",
        **server_theme(),
    }
    given = [f"--{name}={value}" for name, value in options.items()]
    return ["-m", "streamlit", "run", str(APP), *given]
