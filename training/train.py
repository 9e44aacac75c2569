"""Fine-tunes a framing model on labelled articles, calibrates, scores and exports it.

    python -m training.train --train_file train.jsonl --validation_file dev.jsonl \\
        --test_file test.jsonl --output_dir runs/mine

Arguments have Hugging Face's names; one JSON file of arguments does as well. `--recipe NAME`
takes those that a model of this project was trained with; any may be given besides.
A run that was stopped goes on with `--resume_from_checkpoint last`.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch.utils.data import Dataset
from transformers import HfArgumentParser, set_seed
from transformers.trainer_utils import get_last_checkpoint

from model.batches import SpecialTokens
from model.checkpoint import METRICS
from model.network import FramingNetwork
from training.arguments import DataArguments, FramingTrainingArguments, ModelArguments
from training.articles import (
    ArticleFileError,
    GoldArticle,
    has_labels,
    read_articles,
)
from training.attributions import read_attributions
from training.calibration import cross_validated_error
from training.card import write_card
from training.evaluation import predict, score
from training.examples import Example, add_soft_labels, example_from_article
from training.network import (
    DEFAULT,
    default_encoder,
    fast_tokenizer,
    start_network,
    start_tokenizer,
)
from training.readings import (
    apply_readings,
    read_labelled_articles,
    read_readings,
)
from training.recipes import RecipeError, recipe_arguments
from training.seal import seal, special_tokens
from training.soft_labels import read_soft_labels
from training.trainer import FramingTrainer
from training.vocabulary import VocabularyError, cut_vocabulary
from training.window_dataset import (
    Disturbance,
    MixedWindows,
    TrainingWindow,
    WindowCollator,
    WindowDataset,
)


def main(arguments: list[str] | None = None) -> None:
    """Train from command-line arguments; exits with a message where a file cannot be used."""
    try:
        train(*_parse(sys.argv[1:] if arguments is None else arguments))
    except (ArticleFileError, RecipeError, VocabularyError, OSError) as error:
        sys.exit(f"framing train: {error}")


def train(
    model_args: ModelArguments, data_args: DataArguments, args: FramingTrainingArguments
) -> None:
    """Train, calibrate, score and write a model folder to `args.output_dir`.

    Raises `ArticleFileError` for a file that is not as it should be, and `OSError` where a file
    or the encoder is not to be had.
    """
    set_seed(args.seed)
    base = model_args.model_name_or_path or default_encoder()
    held_out = read_readings(Path(data_args.held_out)) if data_args.held_out else {}
    training = list(
        read_labelled_articles(map(Path, data_args.train_file), map(Path, data_args.readings_file))
    )
    validation = read_articles(Path(data_args.validation_file)) + [
        apply_readings(article, held_out[article.article_id])
        for article in training
        if article.article_id in held_out
    ]
    tests = read_articles(Path(data_args.test_file)) if data_args.test_file else None
    for path, articles in ((data_args.validation_file, validation), (data_args.test_file, tests)):
        if articles is not None and not has_labels(articles):
            raise ArticleFileError(f"{path}: no sentence has a label")
    tokenizer = start_tokenizer(base)
    rows = None
    if model_args.vocabulary_size is not None:
        texts = (one.text for article in training for one in article.sentences)
        cut = cut_vocabulary(tokenizer, texts, model_args.vocabulary_size)
        tokenizer, rows = cut.tokenizer, cut.rows
    network = start_network(base, model_args.max_seq_length, model_args.encoder_layers, rows)
    fast, special = fast_tokenizer(tokenizer), special_tokens(tokenizer)
    trainer = FramingTrainer(
        tokenizer=fast,
        special=special,
        validation=validation,
        network=network,
        args=args,
        train_dataset=_windows(
            [article for article in training if article.article_id not in held_out],
            data_args,
            fast,
            special,
            network.config.window_tokens - 2,
            Disturbance(tokenizer.mask_token_id, args.masked_share),
        ),
        data_collator=WindowCollator(special),
        optimizers=(_optimizer(network, args), None),
    )
    trainer.train(resume_from_checkpoint=_checkpoint(args))
    if not trainer.is_world_process_zero():
        return

    output = Path(args.output_dir)
    model = seal(
        network, tokenizer, model_args.model_name, model_args.model_version, validation, output
    )
    predictions = predict(model, validation)
    metrics = {"dev": score(predictions, model)}
    metrics["dev"]["expected_calibration_error"] = cross_validated_error(predictions)
    if tests is not None:
        metrics["test"] = score(predict(model, tests), model)
    (output / METRICS).write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    write_card(output, model_args.model_name_or_path or DEFAULT, metrics, data_args, args)
    print(json.dumps({name: {"macro_f1": scores["macro_f1"]} for name, scores in metrics.items()}))


def _windows(
    articles: Sequence[GoldArticle],
    data_args: DataArguments,
    tokenizer: Tokenizer,
    special: SpecialTokens,
    budget: int,
    disturbance: Disturbance,
) -> Dataset[TrainingWindow]:
    """Windows of labelled articles, and of articles with marked attributions."""
    examples = _examples(articles, data_args, tokenizer)
    if not examples:
        raise ArticleFileError(f"{', '.join(data_args.train_file)}: no sentence has a label")
    labelled = WindowDataset(examples, special, budget, disturbance)
    if data_args.attribution_file is None:
        return MixedWindows(labelled, None, 0)
    marked = list(read_attributions(Path(data_args.attribution_file), tokenizer, "train"))
    if not marked:
        raise ArticleFileError(f"{data_args.attribution_file}: no article of the split 'train'")
    attributed = WindowDataset(marked, special, budget, disturbance)
    size = round(len(labelled) * data_args.attribution_ratio)
    return MixedWindows(labelled, attributed, size)


def _examples(
    articles: Sequence[GoldArticle], data_args: DataArguments, tokenizer: Tokenizer
) -> list[Example]:
    """The articles in which a reader or a teacher labelled anything."""
    soft = read_soft_labels(Path(data_args.soft_labels)) if data_args.soft_labels else {}
    examples = []
    for article in articles:
        example = example_from_article(tokenizer, article)
        if article.article_id in soft:
            example = add_soft_labels(example, soft[article.article_id], data_args.soft_weight)
        if example.label_weights.any() or example.boilerplate_weights.any():
            examples.append(example)
    return examples


def _parse(
    arguments: list[str],
) -> tuple[ModelArguments, DataArguments, FramingTrainingArguments]:
    groups: Any = (ModelArguments, DataArguments, FramingTrainingArguments)
    parser = HfArgumentParser(groups, prog="framing train")
    if len(arguments) == 1 and arguments[0].endswith(".json"):
        model_args, data_args, args = parser.parse_json_file(arguments[0])
    else:
        model_args, data_args, args = parser.parse_args_into_dataclasses(_with_recipe(arguments))
    return model_args, data_args, args


def _with_recipe(arguments: list[str]) -> list[str]:
    """The arguments, after those of the recipe that they name: what comes later counts."""
    if "--recipe" not in arguments:
        return arguments
    place = arguments.index("--recipe")
    name = "".join(arguments[place + 1 : place + 2])
    return recipe_arguments(name) + arguments[:place] + arguments[place + 2 :]


def _optimizer(network: FramingNetwork, args: FramingTrainingArguments) -> torch.optim.Optimizer:
    """AdamW with a rate of its own for the heads, which start from nothing."""
    body: list[torch.nn.Parameter] = []
    heads: list[torch.nn.Parameter] = []
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            (body if name.startswith("encoder.") else heads).append(parameter)
    groups = [
        {"params": body, "lr": args.learning_rate},
        {"params": heads, "lr": args.head_learning_rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=args.weight_decay, fused=True)


def _checkpoint(args: FramingTrainingArguments) -> str | None:
    if args.resume_from_checkpoint != "last":
        return args.resume_from_checkpoint
    found: str | None = get_last_checkpoint(args.output_dir)
    return found


if __name__ == "__main__":
    main()
