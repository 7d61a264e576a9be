"""Turn the phrases of an interface language into what the page says: counts, shares, labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from causerie.languages.interface import phrases
from causerie.model import Concept


@dataclass(frozen=True, slots=True)
class Wording:
    """The phrases of one language, with its rules for numbers.

    Attributes:
        phrases: key → sentence with {named} places; a phrase that counts is "singular|plural".

    """

    language: str
    phrases: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Give a phrase."""
        return self.phrases[key]

    def count(self, key: str, number: int) -> str:
        """Say a number of things.

        >>> words_for("en").count("claims_counted", 1), words_for("fr").count("claims_counted", 0)
        ('1 claim', '0 affirmation')
        """
        return self.phrases["count"].format(number=number, thing=self.thing(key, number))

    def thing(self, key: str, number: int) -> str:
        """Name what is counted, in the form that the number asks for."""
        one, many = self.phrases[key].split("|")
        return one if str(number) in self.phrases["singular_of"].split() else many

    def percent(self, share: float) -> str:
        """Say a share of 1.

        >>> words_for("en").percent(0.914)
        '91%'
        """
        return self.phrases["percent"].format(number=round(100 * share))

    def between(self, low: float, high: float) -> str:
        """Say a range of shares; one number where both ends round to the same.

        >>> words_for("en").between(0.31, 0.418)
        '31–42%'
        """
        ends = dict.fromkeys((round(100 * low), round(100 * high)))
        return self.phrases["percent"].format(number="–".join(map(str, ends)))

    def label(self, concept: Concept) -> str:
        """Name a concept in this language where the texts have such a wording."""
        return concept.labels.get(self.language, concept.label)

    def tongue(self, concept: Concept) -> str:
        """Give the language of the label that `label` gives."""
        if self.language in concept.labels:
            return self.language
        return next((code for code, text in concept.labels.items() if text == concept.label), self.language)


def words_for(language: str) -> Wording:
    """Load the report's phrases.

    Raises:
        LanguageDataError: there is no such interface language.

    """
    return Wording(language, phrases(language, "report"))
