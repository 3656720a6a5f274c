"""活动与受众."""

from __future__ import annotations


def show() -> None:
    return None
