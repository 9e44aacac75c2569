import pytest
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from training.network import default_encoder, fast_tokenizer
from training.vocabulary import VocabularyError, cut_vocabulary

SIZE = 2500


@pytest.fixture(scope="module")
def tokenizer() -> PreTrainedTokenizerBase:
    return AutoTokenizer.from_pretrained(default_encoder())


def test_the_words_that_texts_use_are_kept_and_others_fall_into_pieces(
    tokenizer: PreTrainedTokenizerBase,
) -> None:
    cut = cut_vocabulary(tokenizer, ["The mayor resigned."], SIZE)
    assert len(cut.rows) == len(cut.tokenizer) <= SIZE
    assert cut.tokenizer.tokenize("The mayor resigned.") == ["the", "mayor", "resigned", "."]
    assert "".join(cut.tokenizer.tokenize("parliament")).replace("##", "") == "parliament"


def test_each_new_token_knows_its_old_row(tokenizer: PreTrainedTokenizerBase) -> None:
    cut = cut_vocabulary(tokenizer, ["The mayor resigned."], SIZE)
    for token in ("mayor", "[CLS]", "[MASK]", "##s"):
        new = cut.tokenizer.convert_tokens_to_ids(token)
        assert cut.rows[new] == tokenizer.convert_tokens_to_ids(token)
    assert cut.tokenizer("mayor").input_ids[0] == cut.tokenizer.cls_token_id


def test_every_letter_can_still_be_read(tokenizer: PreTrainedTokenizerBase) -> None:
    cut = cut_vocabulary(tokenizer, ["The mayor resigned."], SIZE)
    encoding = fast_tokenizer(cut.tokenizer).encode("Qüxz 😀 “Žižek”", add_special_tokens=False)
    assert encoding.offsets[0] == (0, 1)
    assert "".join(encoding.tokens).count("[UNK]") <= 1


def test_a_size_that_letters_alone_exceed_is_refused(tokenizer: PreTrainedTokenizerBase) -> None:
    with pytest.raises(VocabularyError, match="100 tokens are fewer"):
        cut_vocabulary(tokenizer, ["The mayor resigned."], 100)
