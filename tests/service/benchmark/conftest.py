"""A contender that answers at once, and articles to ask it for."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from service.benchmark.articles import BenchmarkArticle
from service.benchmark.contenders import Contender


@pytest.fixture
def articles() -> list[BenchmarkArticle]:
    return [
        BenchmarkArticle("Rain fell. It was cold.", ("Rain fell.", "It was cold.")),
        BenchmarkArticle("The council met.", ("The council met.",)),
    ]


@pytest.fixture
def contender() -> Contender:
    return Contender(
        name="echo",
        command=("false",),
        path="/",
        content_type="text/plain",
        body=lambda article: article.text.encode(),
    )


class EchoServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Echo)
        self.bodies: list[bytes] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class _Echo(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: EchoServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append(body)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def echo() -> Iterator[EchoServer]:
    with EchoServer() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
