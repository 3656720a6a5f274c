"""F1: a build killed between any two steps harms nothing, and the next one ends as if undisturbed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

DRIVER = Path(__file__).with_name("kill_driver.py")


def test_killed_before_every_touch_of_the_file_system(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(DRIVER), str(tmp_path)], capture_output=True, text=True, timeout=120, check=True
    )
    result = json.loads(done.stdout)
    assert result["finished"], done.stderr
    assert result["faults"] == [], done.stderr
    assert result["steps"] > 10
