"""The reading model: from a document to its parse."""

from communique.language.model import Model, load
from communique.language.parse import Parse

__all__ = ["Model", "Parse", "load"]
