"""Places: the place names of a parse, resolved offline to countries and coordinates."""

from communique.places.finding import PlaceMention, find

__all__ = ["PlaceMention", "find"]
