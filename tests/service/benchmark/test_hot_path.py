import pytest

from service.benchmark.hot_path import step_of

RUN = "_run (uvicorn/server.py:70)"


@pytest.mark.parametrize(
    ("frames", "step"),
    [
        (
            ["FramingModel.run (model/prediction.py:96)", "Session.run (onnxruntime/a.py:1)"],
            "engine",
        ),
        (["FramingModel.run (model/prediction.py:96)"], "packing and stacking"),
        (["FramingModel.read (model/prediction.py:110)", "diff (numpy/a.py:3)"], "reading"),
        (["own_logits (model/prediction.py:190)"], "reading"),
        (["split_sentences (model/sentences/split.py:28)", "<genexpr> (a.py:1)"], "splitting"),
        (["Reader._reply (service/reader.py:205)"], "reply and JSON"),
        ([RUN, "send (starlette/responses.py:1)"], "HTTP, event loop, threads"),
    ],
)
def test_a_sample_belongs_to_the_innermost_step(frames: list[str], step: str) -> None:
    assert step_of([RUN, *frames])[0] == step
