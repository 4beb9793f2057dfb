"""What each word is to a clause of speech: "said" a verb, "spokesman" a person who speaks, "who" a relative pronoun.

A word has one tag, a letter, so that a sentence is a string of letters and a clause a regular expression over them
(see tags.py). The verbs and the nouns are lists of their own (transforms/reference/curated), each with its pattern.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import polars as pl

_CURATED = Path(__file__).parents[1] / "reference" / "curated"

# Names found by the tagger, and capitalised words that it left alone.
PERSON, ORGANISATION, PLACE, OTHER_NAME, CAPITALISED = "P", "O", "L", "M", "C"
HONORIFIC = "T"
PRONOUN, OBJECT_PRONOUN = "h", "u"
# Nouns that speak: a person or a group, a document. Other words in small letters; those that look like a past tense
# or a participle.
ROLE, DOCUMENT, WORD, PAST, GERUND = "n", "N", "l", "e", "G"
DETERMINER, GENITIVE = "d", "g"
RELATIVE, THAT = "w", "t"
# Prepositions that hang a phrase on a noun ("of", "for"), on either ("in"), and mostly on a verb ("on", "during").
OF, IN, ON, TO = "p", "a", "r", "o"
COORDINATOR, SUBORDINATOR = "c", "k"
AUXILIARY, BE, ADVERB, NEGATION = "x", "s", "y", "!"
BY = "Y"
FIGURE, DAY = "0", "@"
# Verbs of speech: finite ("said", "says"), participle ("saying"), base ("say"), "according";
# nouns or verbs: the base ("report") and the present ("reports").
FINITE, PARTICIPLE, BASE, ACCORDING = "V", "I", "B", "A"
NOUN_OR_BASE, NOUNS_OR_FINITE = "W", "S"
# Quoted words by how they end: a comma or dash, a full stop, a question or exclamation mark, nothing.
QUOTE_COMMA, QUOTE_STOP, QUOTE_MARK, QUOTE_BARE = "q", "f", "z", "b"
SENTENCE, PARAGRAPH = ".", "|"

_WORDS = {
    HONORIFIC: (
        "mr mrs ms miss mx dr prof sen rep gov gen col lt maj capt sgt cpl adm cmdr brig rev fr sir "
        "dame det supt hon pres amb messrs mme"
    ),
    PRONOUN: (
        "he she they we i it everyone everybody someone somebody nobody anyone both many some neither none few another"
    ),
    OBJECT_PRONOUN: "him them me us you himself herself itself themselves myself",
    DETERMINER: (
        "the a an his her its their our my your this these those one two three four five several "
        "every each all no any most other such"
    ),
    RELATIVE: "who which whom whose",
    THAT: "that",
    OF: "of for from with",
    IN: "in at",
    ON: (
        "on about during over against into under through throughout across among between without "
        "within around near behind beyond via amid amidst toward towards upon outside inside despite "
        "besides aboard alongside after before since until"
    ),
    TO: "to",
    COORDINATOR: "and but or nor & yet",
    SUBORDINATOR: (
        "while when as because if though although whether what how why where than unless whereas once like so"
    ),
    AUXILIARY: "has had have having will would can could may might must should shall do does did he's she's",
    NEGATION: (
        "not never cannot can't won't wouldn't didn't doesn't don't hasn't hadn't haven't couldn't "
        "shouldn't declined declines declining refused refuses refusing failed fails"
    ),
    BE: "is was were are am be been being isn't wasn't weren't aren't got gets get",
    BY: "by",
    ADVERB: (
        "also nevertheless nonetheless therefore thus afterwards long later then again now too even "
        "still just always often recently further only soon sometimes instead meanwhile however once "
        "almost perhaps maybe already yesterday today twice aloud sarcastically"
    ),
}


@dataclass(frozen=True)
class Verb:
    """A form of a verb of speech. See speech_verbs.csv for the fields; is_plain: of "say", which takes any clause."""

    tag: str
    particle: str
    kind: str
    position: str
    complement: frozenset[str]
    addressee: str
    is_plain: bool


@functools.cache
def words() -> dict[str, str]:
    """The tag of each word in small letters that is no verb of speech."""
    tags: dict[str, str] = {}
    for row in _curated("speaker_nouns").iter_rows(named=True):
        tag = DOCUMENT if row["kind"] == "document" else ROLE
        tags[row["noun"]] = tag
        if row["kind"] != "group":
            tags[plural(row["noun"])] = tag
    for tag, listed in _WORDS.items():
        tags |= dict.fromkeys(listed.split(), tag)
    return tags


@functools.cache
def verbs() -> dict[str, list[Verb]]:
    """The verbs that each form may be, those that need a particle first."""
    forms: dict[str, list[Verb]] = {}
    rows = _curated("speech_verbs").sort("particle", descending=True, maintain_order=True)
    for row in rows.iter_rows(named=True):
        noun = row["is_noun"] == "yes"
        tagged = {
            row["verb"]: NOUN_OR_BASE if noun else BASE,
            row["present"]: NOUNS_OR_FINITE if noun else FINITE,
            row["participle"]: PARTICIPLE,
            row["past"]: FINITE,
        }
        complement = frozenset(row["complement"].split("|"))
        for form, tag in tagged.items():
            verb = Verb(
                tag,
                row["particle"] or "",
                row["kind"],
                row["position"],
                complement,
                row["addressee"],
                row["verb"] == "say",
            )
            forms.setdefault(form, []).append(verb)
    return forms


def plural(noun: str) -> str:
    """The plural of a noun by rule: "ministers", "deputies", "spokesmen"."""
    if noun.endswith(("man", "men")):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _curated(name: str) -> pl.DataFrame:
    return pl.read_csv(_CURATED / f"{name}.csv", comment_prefix="#", infer_schema=False)
