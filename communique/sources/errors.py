"""The one error of this room: why an input can't be read, and what to try."""

from __future__ import annotations

from typing import Literal

Kind = Literal["empty", "binary", "too large", "broken", "no text", "not English"]


class SourceError(ValueError):
    """An input that is no readable English article: the message says what was found and what to try."""

    def __init__(self, kind: Kind, message: str) -> None:
        super().__init__(message)
        self.kind: Kind = kind
