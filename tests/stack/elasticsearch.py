"""A genuine Elasticsearch server of our own for as long as a block lasts: free ports, a temporary folder, nothing left behind.

Its jars are those of server/pom.xml, fetched once into a folder under var/ and held against server/jars.sha256 before each start. The node
is put together here, from what is published of the distribution: modules such as `reindex`, scripts and language analysers are missing.
"""

import hashlib
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

VERSION = "8.19.21"

_RECIPE = Path(__file__).parent / "server"
_JARS = Path(__file__).parent.parent.parent / "var" / f"elasticsearch-{VERSION}"

# What the distribution has of its one module that we need: how the node speaks HTTP.
_TRANSPORT = "transport-netty4"
_DESCRIPTOR = f"""
name={_TRANSPORT}
description=HTTP
version={VERSION}
elasticsearch.version={VERSION}
java.version=17
classname=org.elasticsearch.transport.netty4.Netty4Plugin
extended.plugins=
has.native.controller=false
"""

# Seconds. Four on an idle machine; a busy one takes a multiple.
_READY_WITHIN = 120
_LOOK_EVERY = 0.1
_END_WITHIN = 20


# Of Java: light on a machine that runs tests on every core beside it.
LIGHT = ("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")


class ElasticsearchMissingError(RuntimeError):
    """No Elasticsearch server can be started on this machine."""


class Server:
    """One node with its data under `folder`: what was acknowledged outlives a kill and is there after the next start."""

    def __init__(self, folder: Path, options: Sequence[str] = LIGHT) -> None:
        self._options = options
        self._home = folder / "home"
        self._log = folder / "log"
        self._port, self._transport_port = free_port(), free_port()
        self._process: subprocess.Popen[bytes] | None = None
        _lay_out(self._home)

    @property
    def url(self) -> str:
        """The address of the server, the same after each start."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def data(self) -> Path:
        """The folder of its indices."""
        return self._home / "data"

    @property
    def pid(self) -> int:
        """The process. Raises RuntimeError while none runs."""
        if self._process is None:
            raise RuntimeError("The server does not run.")
        return self._process.pid

    def start(self) -> None:
        """Start the node and wait until it answers. Raises RuntimeError with its log when it does not."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start the node."""
        settings = {
            "cluster.name": "club-tests",
            "node.name": "server",
            "discovery.type": "single-node",
            "network.host": "127.0.0.1",
            "http.port": self._port,
            # Told, too: two servers on one machine would both take the usual one.
            "transport.port": self._transport_port,
            "cluster.routing.allocation.disk.threshold_enabled": "false",
        }
        command = ["java", *self._options, "-cp", f"{self._home / 'lib'}/*", str(_RECIPE / "Server.java"), str(self._home)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, *(f"{name}={value}" for name, value in settings.items())],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C reaches the suite, which then ends the server in order.
                start_new_session=True,
            )

    def wait(self) -> None:
        """Wait until the node answers. Raises RuntimeError with its log when it does not."""
        deadline = time.monotonic() + _READY_WITHIN
        while time.monotonic() < deadline and self._process is not None and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(_LOOK_EVERY)
        said = self._log.read_text(encoding="utf-8", errors="replace")
        self.kill()
        raise RuntimeError(f"Elasticsearch did not start:\n{said}")

    def kill(self) -> None:
        """End the process at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """End the process in order."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_END_WITHIN)
            self._process = None
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def elasticsearch(options: Sequence[str] = LIGHT) -> Iterator[Server]:
    """Start a server, with these options of Java, and yield it; it ends with the block. Raises ElasticsearchMissingError."""
    fetch()
    with tempfile.TemporaryDirectory(prefix="club-elasticsearch-") as folder:
        server = Server(Path(folder), options)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def fetch() -> None:
    """Make sure that the jars are there, and that each is the one that the repository names. Raises ElasticsearchMissingError."""
    for program, package in (("java", "default-jdk-headless"), ("mvn", "maven")):
        if shutil.which(program) is None:
            raise ElasticsearchMissingError(
                f"No Elasticsearch server can be started without {program} (Debian, Ubuntu: sudo apt install {package});"
                " or name a server of yours in TEST_SEARCH_URL."
            )
    expected = _expected()
    if _sums(_JARS) == expected:
        return
    _JARS.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="elasticsearch-", dir=_JARS.parent) as folder:
        jars = Path(folder) / "jars"
        command = ["mvn", "-q", "-B", "-f", str(_RECIPE / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={jars}"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            raise ElasticsearchMissingError(f"Elasticsearch could not be fetched:\n{done.stdout.decode(errors='replace')}")
        fetched = _sums(jars)
        if fetched != expected:
            others = sorted({name for name, _sum in fetched.items() ^ expected.items()})
            raise ElasticsearchMissingError(f"These jars of Elasticsearch are not what server/jars.sha256 says: {', '.join(others)}.")
        shutil.rmtree(_JARS, ignore_errors=True)
        jars.rename(_JARS)


def _expected() -> dict[str, str]:
    lines = (_RECIPE / "jars.sha256").read_text(encoding="ascii").splitlines()
    return {name: digest for digest, name in (line.split() for line in lines)}


def _sums(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def _lay_out(home: Path) -> None:
    """The folder of a node: links to the jars, those of its transport apart (in both places they would stop the start)."""
    library, module = home / "lib", home / "modules" / _TRANSPORT
    for folder in (library, module, home / "config", home / "data", home / "plugins"):
        folder.mkdir(parents=True)
    for jar in _JARS.iterdir():
        is_transport = jar.name.startswith(("netty-", f"{_TRANSPORT}-"))
        (module if is_transport else library).joinpath(jar.name).symlink_to(jar)
    (module / "plugin-descriptor.properties").write_text(_DESCRIPTOR, encoding="ascii")
