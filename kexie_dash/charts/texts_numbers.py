"""Words of numbers: units, large numbers, times."""

from __future__ import annotations

# Units, as the metric dictionary prints them
UNIT_RATE = "比率"
UNIT_POINTS = "百分点"
UNIT_SCORE = "分"
UNIT_MONEY = "元"
UNIT_GRADE = "等级"
UNIT_MIXED = "各自单位"

# Large numbers
HUNDRED_MILLIONS_OF_MONEY = "亿元"
TEN_THOUSANDS_OF_MONEY = "万元"
HUNDRED_MILLIONS = "亿"
TEN_THOUSANDS = "万"

# Words at a number
TIMES = "{count} 倍"
