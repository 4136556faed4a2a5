"""The command `serve`: listens, answers, says where; its errors."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import click
import pytest
from click.testing import CliRunner

from communique.archive import Archive
from communique.commands import serve as commands
from tests.archive.readouts import FULL

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
APP = click.Group()
commands.register(APP)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "news.db"
    with Archive(path, writable=True) as archive:
        archive.add([FULL], model="m")
    return path


@contextmanager
def served(path: Path, *options: str, **environment: str) -> Iterator[str]:
    """A page in a process of its own; gives the line that it prints."""
    command = [sys.executable, "-m", "communique.cli", "serve", "--archive", str(path), "--port", "0", *options]
    env = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout
        try:
            yield process.stdout.readline()
        finally:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "", "")


def get(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_it_listens_on_this_machine_alone(path: Path) -> None:
    with served(path) as line:
        found = re.fullmatch(rf"{re.escape(str(path))}: (http://127\.0\.0\.1:(\d+)/) \(Ctrl-C ends it\)\n", line)
        assert found
        status, page = get(f"{found[1]}article/{FULL.document.id}")
        assert status == 200
        assert "Talks on the strait stall" in page
        assert get(found[1], Host="evil.example")[0] == 421


def test_elsewhere_it_makes_a_token(path: Path) -> None:
    with served(path, "--host", "0.0.0.0") as line:
        found = re.search(r"http://0\.0\.0\.0:(\d+)/\?token=([\w-]{32})", line)
        assert found
        address = f"http://127.0.0.1:{found[1]}/api/article"
        assert get(address)[0] == 401
        assert get(address, Authorization=f"Bearer {found[2]}")[0] == 200


def test_a_token_of_ones_own(path: Path) -> None:
    with served(path, COMMUNIQUE_TOKEN="a-token-of-the-tests") as line:
        found = re.search(r"(http://127\.0\.0\.1:\d+/)", line)
        assert found
        assert get(f"{found[1]}api/article")[0] == 401
        assert get(f"{found[1]}api/article", Authorization="Bearer a-token-of-the-tests")[0] == 200


def run(*arguments: object) -> Any:
    return CliRunner().invoke(APP, ["serve", *(str(a) for a in arguments)])


def test_what_can_t_be_served(path: Path, tmp_path: Path) -> None:
    missing = run("--archive", tmp_path / "none.db")
    assert missing.exit_code == 1
    assert "there is no archive" in missing.stderr
    short = run("--archive", path, "--token", "short")
    assert short.exit_code == 2
    assert "a token has 16 characters or more" in short.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        used = run("--archive", path, "--port", port)
    assert used.exit_code == 1
    assert f"can't listen on 127.0.0.1, port {port}" in used.stderr
