"""Words of 活动与受众."""

from __future__ import annotations

ACTIVITIES = "活动与受众"
