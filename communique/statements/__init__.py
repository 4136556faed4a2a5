"""Who said what to whom: attributions of a parse made into statements."""

from communique.statements.assembly import find

__all__ = ["find"]
