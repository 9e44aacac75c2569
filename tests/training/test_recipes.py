from pathlib import Path

import pytest

from training.recipes import RecipeError, recipe_arguments


def test_a_recipe_stands_as_arguments_with_files_that_are_there() -> None:
    arguments = recipe_arguments("student")
    assert arguments[arguments.index("--encoder_layers") + 1] == "4"
    for name in ("--readings_file", "--held_out", "--soft_labels"):
        assert Path(arguments[arguments.index(name) + 1]).is_file()


def test_a_recipe_that_there_is_none_of_is_refused_with_those_there_are() -> None:
    with pytest.raises(RecipeError, match="no recipe 'pupil': there are student, teacher"):
        recipe_arguments("pupil")
