"""Who may import whom, and what serving must do without."""

import subprocess
import sys

from importlinter import cli


def test_packages_import_only_whom_they_may() -> None:
    assert cli.lint_imports(config_filename="pyproject.toml") == 0


def test_serving_needs_neither_torch_nor_transformers() -> None:
    code = (
        "import sys, service.application, service.commands.serve; "
        "print({'torch', 'transformers', 'datasets', 'sklearn'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
