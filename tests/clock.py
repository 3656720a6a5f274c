"""Processor time, so that what else the machine does is not counted."""

from __future__ import annotations

import resource
import time


def cpu_seconds() -> float:
    """Of this process and of the child processes it has waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
