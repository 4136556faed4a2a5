"""Events: acts coded in PLOVER and CAMEO, with status, setting and the statements that assert them."""

from communique.events.coding import find

__all__ = ["find"]
