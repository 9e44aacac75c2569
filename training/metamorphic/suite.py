"""Every transformation, and what the codebook asks of the labels under it."""

from model.labels import Label
from training.metamorphic.groups import GroupSwap, read_entities, swap_outlets
from training.metamorphic.people import swap_genders, swap_origins
from training.metamorphic.style import (
    added_byline,
    american_spelling,
    other_verb_of_saying,
    straight_quotes,
    upper_case_headline,
)
from training.metamorphic.variant import Flip, Transformation, sentence_by_sentence
from training.metamorphic.voice import (
    quotation_closed_sooner,
    quotation_opened_sooner,
    with_attribution,
    with_judgement,
    without_attribution,
)

_REPORT, _CLAIM, _OPINION = Label
_CLAIM_TO_OTHER = Flip(_CLAIM, frozenset({_REPORT, _OPINION}))
_REPORT_TO_CLAIM = Flip(_REPORT, frozenset({_CLAIM}))
_REPORT_TO_OPINION = Flip(_REPORT, frozenset({_OPINION}))

TRANSFORMATIONS = (
    Transformation("party", GroupSwap(read_entities("parties"))),
    Transformation("country", GroupSwap(read_entities("countries"))),
    Transformation("outlet", swap_outlets),
    Transformation("origin of names", swap_origins),
    Transformation("gender", swap_genders),
    Transformation("verb of saying", other_verb_of_saying),
    Transformation("byline added", added_byline),
    Transformation("straight quotation marks", straight_quotes),
    Transformation("American spelling", american_spelling),
    Transformation("headline in capitals", upper_case_headline),
    Transformation(
        "attribution removed", sentence_by_sentence(without_attribution), _CLAIM_TO_OTHER
    ),
    Transformation("attribution added", sentence_by_sentence(with_attribution), _REPORT_TO_CLAIM),
    Transformation("judgement added", sentence_by_sentence(with_judgement), _REPORT_TO_OPINION),
    Transformation(
        "quotation closed sooner", sentence_by_sentence(quotation_closed_sooner), _CLAIM_TO_OTHER
    ),
    Transformation(
        "quotation opened sooner", sentence_by_sentence(quotation_opened_sooner), _REPORT_TO_CLAIM
    ),
)
