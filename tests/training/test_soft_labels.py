from pathlib import Path

import numpy as np
import pytest

from training.articles import ArticleFileError
from training.soft_labels import SoftLabels, read_soft_labels, write_soft_labels


def test_soft_labels_come_back_to_within_a_step(tmp_path: Path) -> None:
    labels = np.array([[0.7, 0.2, 0.1], [0.01, 0.0, 0.99]], dtype=np.float32)
    given = SoftLabels("a", labels, np.array([0.5, 0.0], dtype=np.float32))
    write_soft_labels([given], tmp_path / "soft.parquet")
    back = read_soft_labels(tmp_path / "soft.parquet")["a"]
    assert np.allclose(back.labels, labels, atol=0.004)
    assert np.allclose(back.labels.sum(-1), 1)
    assert np.allclose(back.boilerplate, [0.5, 0], atol=0.004)


def test_another_file_is_said_to_hold_none(tmp_path: Path) -> None:
    path = tmp_path / "soft.parquet"
    path.write_text("not Parquet")
    with pytest.raises(ArticleFileError, match="no readable soft labels"):
        read_soft_labels(path)
