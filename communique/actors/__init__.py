"""Who: the actors of an article, every mention resolved, with role, country and code."""

from communique.actors.casting import find, keep

__all__ = ["find", "keep"]
