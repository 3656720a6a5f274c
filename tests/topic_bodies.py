"""Made-up reports of many bodies with target tables, problems and practice, built by the program itself."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

from kexie_dash.pipeline import build
from kexie_dash.settings import Paths, data_paths

ROOT = Path(__file__).resolve().parent.parent
_PROBLEMS = (
    "预算执行进度偏慢，个别项目支出未达到序时进度。",
    "绩效目标设置不够细化，部分指标难以量化。",
    "专职工作人员少，基层科普力量不足。",
    "花木长势参差，养护不够精细。",
)
_REMEDIES = (
    "建立预算执行定期通报机制，按月分析支出进度。",
    "组织业务培训，提高绩效目标编制的质量。",
    "发挥志愿者队伍作用，壮大基层科普力量。",
    "增加巡查次数，保持环境整洁。",
)


def bodies() -> list[tuple[str, str]]:
    """Code and name of every region below the province."""
    with (ROOT / "data" / "reference" / "regions.csv").open(encoding="utf-8") as file:
        return [(row["code"], row["name"]) for row in csv.DictReader(file) if row["level"] != "province"]


def report_text(number: int, name: str) -> str:
    """One body in three has no target table, one in four no problems."""
    rows = [
        ("科普活动场次", f"{20 + number}场", f"{18 + number * 2}场"),
        ("受众人数", f"{1000 + number}", f"{900 + number * 7}"),
        ("参与人员满意度", "≥90%", f"{88 + number % 12}%"),
        ("经费使用合规性", "合规", "合规"),
        ("完成及时性", "及时", "及时" if number % 5 else "未完成"),
    ]
    table = "\n".join(f"产出指标\t数量指标\t{a}\t{b}\t{c}" for a, b, c in rows)
    parts = [
        f"{name}科学技术协会2023年度部门整体支出绩效自评报告",
        "一、基本情况",
        f"年初预算{300 + number}.50万元，执行数{250 + number}.25万元。全年举办科普活动{40 + number}场。",
    ]
    if number % 3:
        parts += [
            "二、绩效目标完成情况",
            f"一级指标\t二级指标\t三级指标\t预期指标值\t实际完成指标值\n{table}",
        ]
    if number % 4:
        said = "\n".join(f"{n}.{_PROBLEMS[(number + n) % 4]}" for n in (1, 2))
        done = "\n".join(f"{n}.{_REMEDIES[(number + n) % 4]}" for n in (1, 2))
        parts += ["三、存在问题", said, "四、改进措施", done]
    return "\n\n".join(parts) + "\n"


def fill(folder: Path, count: int) -> Paths:
    """A data folder with so many bodies, built."""
    shutil.copytree(ROOT / "data" / "reference", folder / "reference")
    (folder / "reports").mkdir()
    entries = ["reports:"]
    for number, (code, name) in enumerate(bodies()[:count], start=1):
        data = report_text(number, name).encode()
        (folder / "reports" / f"{code}.txt").write_bytes(data)
        entries.append(
            f'  - id: {code}-2023\n    file: {code}.txt\n    region_code: "{code}"\n'
            f"    body: {name}科学技术协会\n    year: 2023\n    kind: department\n"
            f"    sha256: {hashlib.sha256(data).hexdigest()}"
        )
    (folder / "reports" / "origins.yaml").write_text("\n".join(entries) + "\n", encoding="utf-8")
    paths = data_paths(folder)
    outcome = build(paths)
    assert outcome.problems == ()
    return paths
