"""Which language a text is in."""

from lingua import LanguageDetectorBuilder

ENGLISH = "en"
_READ = 600  # code points that are looked at
_FEWEST_LETTERS = 40
_SURE = 0.9


class LanguageDetector:
    """Tells languages apart by their letter trigrams; loads in some tenths of a second."""

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
        best = self._detector.compute_language_confidence_values(_encodable(sample))[0]
        return best.language.iso_code_639_1.name.lower() if best.value >= _SURE else ENGLISH


def _encodable(text: str) -> str:
    """Replace lone surrogates, which the detector cannot take."""
    return text.encode("utf-8", "replace").decode("utf-8")
