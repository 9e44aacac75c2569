"""From a checked model folder to a model that answers at once."""

from model.checkpoint import Checkpoint, CheckpointError
from model.cores import available_cores
from model.prediction import FramingModel
from model.reading import Article
from service.settings import Settings

WARM_UP_TEXT = (
    "The council voted on Tuesday to delay the bridge, officials said. “We need to see the "
    "figures first,” Mayor Dana Ortiz told reporters. It is a reckless gamble with the future.\n\n"
) * 8


def load_model(checkpoint: Checkpoint, settings: Settings) -> FramingModel:
    """Load a model and let it read a text of no matter, so that no client waits for that.

    Raises `CheckpointError` where it cannot be loaded, or cannot read.
    """
    share = max(1, available_cores() // settings.workers)
    try:
        model = FramingModel.of(checkpoint, settings.backend, settings.threads or share)
        model.classify([Article(WARM_UP_TEXT)])
    except CheckpointError:
        raise
    except Exception as error:  # sound files may still hold another network than is read here
        raise CheckpointError(
            f"{checkpoint.name} {checkpoint.version}: cannot read an article "
            f"({type(error).__name__})"
        ) from error
    return model
