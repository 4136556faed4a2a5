"""Times: finding the words of time in a parse and resolving them against the day of publication."""

from communique.times.finding import TimeMention, find

__all__ = ["TimeMention", "find"]
