"""The web page over an archive: `communique serve`."""

from communique.web.app import make

__all__ = ["make"]
