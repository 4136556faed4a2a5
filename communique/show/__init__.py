"""Printing a readout for people: plain text for terminals and pipes."""

from communique.show.terminal import to_text

__all__ = ["to_text"]
