"""What the README shows is what happens, with the tools it names."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

README = Path("README.md").read_text(encoding="utf-8")


@pytest.fixture
def address(wait_until_ready: Callable[[str, float], None]) -> Iterator[str]:
    with subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        started = process.stdout.readline().strip()
        wait_until_ready(started, 60)
        yield started
        process.terminate()


@pytest.mark.system
@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_the_curl_of_the_readme_gets_the_reply_of_the_readme(address: str) -> None:
    block = re.search(r"```\n(curl -s .*?)\n```", README, re.DOTALL)
    assert block is not None
    command = block[1].replace("http://127.0.0.1:8000", address)
    reply = json.loads(subprocess.run(command, shell=True, check=True, capture_output=True).stdout)
    shown = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    assert shown is not None
    expected = json.loads(shown[1])
    sentence = reply["sentences"][expected["index"]]
    # Processors round the last digits differently.
    assert sentence.pop("scores") == pytest.approx(expected.pop("scores"), abs=0.01)
    assert sentence.pop("confidence") == pytest.approx(expected.pop("confidence"), abs=0.01)
    assert sentence == expected
