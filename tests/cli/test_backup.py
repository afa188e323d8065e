"""The backup script says what it needs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def test_a_backup_without_rsync_says_so_before_it_writes_anything(root: Path, tmp_path: Path) -> None:
    target, nowhere = tmp_path / "backup", tmp_path / "empty"
    bash = shutil.which("bash")
    assert bash is not None
    command = [bash, str(root / "deploy" / "backup.sh"), str(target)]
    ran = subprocess.run(command, env={"PATH": str(nowhere)}, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "needs rsync" in ran.stderr
    assert not target.exists()
