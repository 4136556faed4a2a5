"""Readers that stand for the model in the archive's tests; they are loaded in processes of their own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import msgspec

from communique.archive.copies import bands
from communique.archive.store import Entry, Failed, Read
from communique.archive.work import Job
from communique.record import Document
from tests.archive.readouts import article


def load() -> Callable[[Job], Entry]:
    """Reads texts of the form of `readouts.article`; others are failures."""
    return read


def load_slowly() -> Callable[[Job], Entry]:
    """The same, with a little work."""
    return read_slowly


def load_dangerous() -> Callable[[Job], Entry]:
    """Some words end the process, or keep it for ever."""
    return read_dangerously


def load_nothing() -> Callable[[Job], Entry]:
    """Can't start."""
    raise RuntimeError("there is no model here")


def load_and_die() -> Callable[[Job], Entry]:
    """Ends while it starts."""
    os._exit(3)


def read(job: Job) -> Entry:
    text = job.given.text if isinstance(job.given, Document) else job.given.data
    assert isinstance(text, str | bytes)
    words = text if isinstance(text, str) else text.decode()
    if not words.startswith("Envoy "):
        return Failed(job.input, job.digest, "no text", "this is not of the form that the test knows")
    readout = article(int(words.split("gate ")[1].split()[0]), words)
    return Read(job.input, job.digest, readout, bands(words))


def read_slowly(job: Job) -> Entry:
    time.sleep(0.003 * (1 + hash(job.digest) % 4))
    return read(job)


def read_dangerously(job: Job) -> Entry:
    data = getattr(job.given, "data", b"")
    if b"kills" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"sleeps" in data:
        time.sleep(600)
    return read(job)


def load_nothing_to_read() -> Callable[[Job], Entry]:
    """For runs in which nothing may be read."""
    return read_nothing


def load_failing() -> Callable[[Job], Entry]:
    """Fails at everything."""
    return fail


def load_changed() -> Callable[[Job], Entry]:
    """Another model: it hears demands."""
    return read_demands


def load_doubling() -> Callable[[int], int]:
    """Twice a number."""
    return double


def read_nothing(job: Job) -> Entry:
    raise AssertionError(f"{job.input} was read")


def fail(job: Job) -> Entry:
    return Failed(job.input, job.digest, "fault", "fails at everything")


def read_demands(job: Job) -> Entry:
    entry = read(job)
    assert isinstance(entry, Read)
    statements = tuple(msgspec.structs.replace(s, act="demand") for s in entry.readout.statements)
    return entry._replace(readout=msgspec.structs.replace(entry.readout, statements=statements))


def double(number: int) -> int:
    return 2 * number
