"""Gzip as a stream that gives everything that stands before a break; Python's own reader loses its last buffer then."""

from __future__ import annotations

import io
import zlib
from typing import IO, BinaryIO

_CHUNK = 1 << 16


def unpacked(file: BinaryIO) -> IO[bytes]:
    """The file from where it stands, or what is packed in it where it is gzip (of one or many members).

    Reading on after a break raises `EOFError` (the file ends too early) or `zlib.error` (it is damaged).
    """
    start = file.tell()
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(start)
    return io.BufferedReader(_Unpacked(file)) if packed else file


class _Unpacked(io.RawIOBase):
    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.member = zlib.decompressobj(wbits=31)
        self.pending = b""
        self.begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if not self.pending:
                self.pending = self.file.read(_CHUNK)
            if not self.pending:
                if self.begun:
                    raise EOFError("the compressed file ends too early")
                return 0
            data = self.member.decompress(self.pending, len(buffer))
            self.begun = True
            self.pending = self.member.unconsumed_tail
            if self.member.eof:
                self.pending = self.member.unused_data.lstrip(b"\0")
                self.member = zlib.decompressobj(wbits=31)
                self.begun = False
            if data:
                buffer[: len(data)] = data
                return len(data)
