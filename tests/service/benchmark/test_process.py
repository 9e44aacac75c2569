import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from service.benchmark.articles import BenchmarkArticle
from service.benchmark.contenders import Contender
from service.benchmark.load import closed_loop
from service.benchmark.process import StartError, on_core, running

SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_a_contender_runs_until_it_is_no_longer_needed(
    contender: Contender, articles: list[BenchmarkArticle]
) -> None:
    command = (sys.executable, "-c", SERVER, "{port}")
    core = min(os.sched_getaffinity(0))
    with running(replace(contender, command=command), articles[0], core) as server:
        assert server.first_reply > 0
        assert server.memory > 1
        assert os.sched_getaffinity(server.process) == {core}
    assert not Path(f"/proc/{server.process}").exists()


def test_a_contender_that_ends_at_once_is_named(
    contender: Contender, articles: list[BenchmarkArticle]
) -> None:
    with pytest.raises(StartError, match="did not start: false"), running(contender, articles[0]):
        pass


def test_this_process_gets_its_cores_back() -> None:
    cores = os.sched_getaffinity(0)
    with on_core(min(cores)):
        assert os.sched_getaffinity(0) == {min(cores)}
    assert os.sched_getaffinity(0) == cores


def test_a_contender_sleeps_until_it_is_woken(
    contender: Contender, articles: list[BenchmarkArticle]
) -> None:
    def asleep() -> bool:
        for _ in range(100):  # the signal takes a moment
            stat = Path(f"/proc/{server.process}/stat").read_text()
            if stat.rpartition(")")[2].split()[0] == "T":
                return True
            time.sleep(0.01)
        return False

    command = (sys.executable, "-c", SERVER, "{port}")
    with running(replace(contender, command=command), articles[0]) as server:
        server.sleep()
        assert asleep()
        with server.awake():
            closed_loop(contender, server.url, articles, clients=1, seconds=0)
        assert asleep()
