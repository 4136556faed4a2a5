"""Libraries that only some sources need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from communique.sources.errors import SourceError


def library(module: str, extra: str) -> ModuleType:
    """The module; raises `SourceError` with the line that installs it where it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise SourceError("broken", f"this needs {name}: pip install 'communique[{extra}]'") from error
