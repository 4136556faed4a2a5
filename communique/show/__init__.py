"""Printing a readout for people: plain text for terminals and pipes, HTML for notebooks."""

from communique.show.html import to_html
from communique.show.terminal import to_text

__all__ = ["to_html", "to_text"]
