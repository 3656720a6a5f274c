"""kexie_dash: reads 绩效自评报告 of science associations and compares them on one ruler."""

__version__ = "0.1.0"
