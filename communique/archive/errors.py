"""The one error of this room."""


class ArchiveError(Exception):
    """Something that the archive can't do: the message names what was asked, what was wrong and what to try."""
