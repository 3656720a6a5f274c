"""YAML as plain data, by the C loader where PyYAML has it: ten times faster, as safe."""

from __future__ import annotations

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> object:
    """The document of the text; yaml.YAMLError names line and column of a fault."""
    return yaml.load(text, Loader=_LOADER)
