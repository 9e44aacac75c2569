"""Which language a text is in."""

import re

from lingua import LanguageDetectorBuilder

ENGLISH = "en"
_READ = 600  # code points that are looked at
_FEWEST_LETTERS = 40
_SURE = 0.9

# Words that English is full of and other languages have few of, and their share of a text
# that is English beyond doubt; of a text that is half in another language it is less.
_WORDS = """
    the and that with from this they which would have been were their said has who what when but
    not are about after you its she he him while into than other more could of by his it be
"""
_ENGLISH_WORDS = frozenset(_WORDS.split())
_PLAIN = 1 / 6
_WORD = re.compile(r"[^\W\d_]+")


class LanguageDetector:
    """Tells languages apart by their letter trigrams.

    The trigrams take some tenths of a second and 60 megabytes to load, when the first text
    comes that is not plainly English by its words alone.
    """

    def __init__(self) -> None:
        builder = LanguageDetectorBuilder.from_all_languages()
        self._detector = builder.with_low_accuracy_mode().build()

    def detect(self, text: str) -> str:
        """Tell the ISO 639-1 code of a text's language.

        A text too short to tell, or of doubtful language, counts as English.
        """
        sample = text[: 4 * _READ].strip()[:_READ]
        letters = [character for character in sample if character.isalpha()]
        latin = sum(character < "\u0250" for character in letters)
        if not letters or (len(letters) < _FEWEST_LETTERS and 2 * latin > len(letters)):
            return ENGLISH
        if _plainly_english(sample):
            return ENGLISH
        best = self._detector.compute_language_confidence_values(_encodable(sample))[0]
        return best.language.iso_code_639_1.name.lower() if best.value >= _SURE else ENGLISH


def _plainly_english(sample: str) -> bool:
    words = _WORD.findall(sample.lower())
    return sum(word in _ENGLISH_WORDS for word in words) >= _PLAIN * len(words)


def _encodable(text: str) -> str:
    """Replace lone surrogates, which the detector cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")
