"""The errors of this room."""


class ArchiveError(Exception):
    """Something that the archive can't do: the message names what was asked, what was wrong and what to try."""


class BusyError(ArchiveError):
    """The file can't be written now: another process writes, or it may not be changed."""
