from model.labels import LABELS, Label


def test_the_order_of_the_labels_is_fixed() -> None:
    assert LABELS == ("neutral_report", "attributed_claim", "editorial_opinion")


def test_every_label_says_whose_voice_it_is_and_what_it_means() -> None:
    assert [label.voice for label in LABELS] == ["the newsroom", "a source", "the author"]
    assert len({label.definition for label in Label}) == len(LABELS)
