"""Names nobody has: "Norvik Energy AG", "Velmira", "the Fair Harvest Act", "Zolatide", and new names in old articles.

A tagger that learns from articles of twenty years ago leans on the names it met there. Sentences about names that are
in no list, and articles with their names exchanged, teach it what stands around a name. One seed, no clock.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from transforms.entities.ner.lexicon import BIT, LEXICON_FILE, words_of
from transforms.entities.training.augment import Text
from transforms.entities.training.data import Document
from transforms.reference.build.companies import listed_companies

_SEED = 11
_DOCUMENTS = 1600
_SENTENCES = (3, 8)
_RENAMED_SHARE = 0.35
_FILE = Path(__file__).with_name("sentences.txt")
_THINGS = Path(__file__).parents[2] / "reference" / "curated" / "things.csv"
_SLOT = re.compile(r"\{([A-Za-z])([1-4]?)\}")

_STARTS = """nor vel kas hel bri tor zan mar del lyn ost gra fen sol var cal tren pol ard wes kel dra ilm ron sab qua
vex zu or al ex ny so pri cro bel tam rus hav jor lun mel nim pax ryl syn tyr ul vis wyn xan yor ze""".split()  # noqa: SIM905
_MIDDLES = "i a o e ia or an el is ul en ar on ir es um".split()  # noqa: SIM905
_ENDS = """lit sund var mir tek ris non gen via dex lia stra kov mar tis vik ora nix bury ton berg dal ova ric
sen ma ly fy zon ics ent us ex ium""".split()  # noqa: SIM905
_PLACE_ENDS = "ville abad pur stad grad ton burg ham wick ova ia ino eira dorf nagar bury mouth ti gaon".split()  # noqa: SIM905
_DRUG_ENDS = "tide mab nib vir zumab stat gliptin xa fena lix".split()  # noqa: SIM905
_WORDS = """Kestrel Harbor Summit Beacon Falcon Cedar Granite Lantern Meridian Anchor Juniper Cobalt Ember Prairie
Sterling Pinnacle Compass Heron Willow Canyon Nimbus Quartz Raven Maple Aurora Vector Signal Orchard Bridge""".split()  # noqa: SIM905
_FORMS = """|||||| Inc.| Inc| Corp.| Corp| Ltd.| Ltd| Plc| plc| Group| Holdings| AG| SE| LLC| Co.| Technologies| Energy
| Bank| Capital| Motors| Pharma| Foods| Airlines| Software| Partners| Systems| Mining| Media| Steel| Health| Labs| Auto
| Financial| Resources| Therapeutics| Networks""".replace("\n", "").split("|")
_LAW_WORDS = """Clean Fair Safe Digital Public Rural Border National Equal Open Water Harvest Housing Privacy Energy
Labor Marine Family Freedom Data Media Banking Forest Victims Consumer Election Trade Security""".split()  # noqa: SIM905
_LAW_HEADS = """Act Act Act Bill Treaty Agreement Protocol Directive Accord Amendment Convention""".split()  # noqa: SIM905
_BODY_WORDS = """National Global Central Royal Federal United Regional Northern Eastern Independent Allied
International""".split()  # noqa: SIM905
_BODY_FIELDS = """Farmers|Health|Energy|Press|Trade|Human Rights|Refugee|Ocean|Maritime|Teachers|Water|Media|Space
|Climate|Women's|Election|Customs""".replace("\n", "").split("|")
_BODY_HEADS = """Agency Council Foundation Union Commission Institute Alliance Front Party Movement Federation Times
Herald Daily Observer Authority Organization Association Network""".split()  # noqa: SIM905
_EXCHANGES = ("NYSE", "NASDAQ", "Nasdaq", "LSE", "TSX", "ASX", "OTC")
_TITLE_WORDS = """Winter River Silence Garden Night Daughter Wolves Summer Island Letters House Stranger Fire Snow
Road Kings Mother Dust""".split()  # noqa: SIM905
_STORMS = ("Storm", "Hurricane", "Typhoon", "Cyclone", "Tropical Storm")
_CLUB_FORMS = ("{}", "{}", "{}", "{}", "{}", "{} United", "{} City", "FC {}", "{} FC", "{} Rovers", "Real {}", "{} SC")


class Names:
    """The names of one text: asked twice for {C1}, it gives the same company."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._made: dict[str, str] = {}

    def _pick(self, names: "list[str] | tuple[str, ...]") -> str:
        return names[int(self._random.integers(len(names)))]

    def _word(self, ends: list[str] | None = None) -> str:
        """A word nobody has."""
        middle = self._pick(_MIDDLES) if self._random.random() < 0.4 else ""
        return (self._pick(_STARTS) + middle + self._pick(ends or _ENDS)).title()

    def company(self) -> tuple[str, str]:
        """A company's name and its short form."""
        chance = self._random.random()
        if chance < 0.4:
            return self._pick_company()
        if chance < 0.7:
            base = self._word()
        elif chance < 0.8:
            base = self._pick(_WORDS)
        elif chance < 0.86:
            base = self._pick(_cities())
        elif chance < 0.9:
            base = f"{self._pick(_names('first'))} {self._pick(_names('last'))}"
        elif chance < 0.95:
            base = self._word() + self._pick(_WORDS) if chance < 0.93 else self._word().upper()[:4]
        else:
            base = f"{self._pick(_names('last'))} {self._pick(_names('last'))}"
        return base + self._pick(_FORMS), base

    def _pick_company(self) -> tuple[str, str]:
        name, short = _companies()[int(self._random.integers(len(_companies())))]
        return (short if self._random.random() < 0.7 else name), short

    def person(self) -> tuple[str, str]:
        """A person's full name and surname."""
        last = self._word() if self._random.random() < 0.25 else self._pick(_names("last"))
        first = self._word(["a", "o", "in", "ek"]) if self._random.random() < 0.1 else self._pick(_names("first"))
        initial = f" {self._pick(_STARTS)[0].upper()}." if self._random.random() < 0.08 else ""
        return f"{first}{initial} {last}", last

    def place(self) -> str:
        """A town or village."""
        return self._word(_PLACE_ENDS) if self._random.random() < 0.35 else self._pick(_cities())

    def product(self) -> str:
        """A product, a model, a drug."""
        chance = self._random.random()
        if chance < 0.35:
            return self._pick(_products())
        if chance < 0.55:
            return self._word(_DRUG_ENDS)
        if chance < 0.7:
            return f"{self._word()} {self._random.integers(1, 20)}"
        if chance < 0.8:
            return (
                f"{self._pick(_STARTS)[0].upper()}{self._random.integers(1, 99)} {self._pick(['Pro', 'Max', 'Ultra'])}"
            )
        return self._word() if chance < 0.9 else f"Model {self._pick(_STARTS)[0].upper()}"

    def body(self) -> tuple[str, str]:
        """An organisation that is no company, and its letters."""
        words = [self._pick(_BODY_WORDS), *self._pick(_BODY_FIELDS).split(), self._pick(_BODY_HEADS)]
        return " ".join(words), "".join(word[0] for word in words)

    def club(self) -> str:
        """A club, most often called as its city is."""
        if self._random.random() < 0.35:
            return self._pick(_names("team")).title()
        return self._pick(_CLUB_FORMS).format(self.place())

    def of(self, kind: str, number: str) -> tuple[str, str | None]:
        """The words and the type of a slot."""
        if kind == "n":
            return str(self._random.integers(2, 999)), None
        if kind == "y":
            return str(self._random.integers(1960, 2027)), None
        key = kind.upper() + number
        if key not in self._made:
            full, short = self._new(key)
            self._made[key], self._made[key.lower()] = full, short
        return self._made[key if kind.isupper() else key.lower()], _KINDS[kind.upper()]

    def _new(self, key: str) -> tuple[str, str]:
        two: dict[str, Callable[[], tuple[str, str]]] = {"C": self.company, "P": self.person, "O": self.body}
        if key[0] in two:
            return two[key[0]]()
        if key[0] == "H":
            name = self._pick(_names("first"))
            return f"{self._pick(_STORMS)} {name}", name
        made: dict[str, Callable[[], str]] = {
            "L": self.place,
            "M": self.product,
            "K": self.club,
            "N": lambda: self._pick(_countries()),
            "D": lambda: self._pick(_names("demonym")),
            "W": lambda: " ".join([self._pick(_LAW_WORDS), self._pick(_LAW_WORDS), self._pick(_LAW_HEADS)]),
            "I": lambda: self._pick(_things("index")),
            "X": lambda: self._pick(_EXCHANGES),
            "T": lambda: (self._word() + self._word()).upper()[: int(self._random.integers(3, 5))],
            "A": lambda: (self._word() + self._word()).upper()[: int(self._random.integers(3, 6))],
            "E": lambda: self._pick(_names("event")).title(),
            "B": lambda: f"The {self._pick(_TITLE_WORDS)} of {self._pick(_TITLE_WORDS)}",
        }
        name = made[key[0]]()
        return name, name


_KINDS = dict.fromkeys("COKXTA", "ORG") | dict.fromkeys("HMDWIEB", "MISC") | dict.fromkeys("LN", "LOC") | {"P": "PER"}


def made_sentences() -> list[Document]:
    """Texts of a few sentences of one kind of news, about names that nobody has."""
    random = np.random.default_rng(_SEED)
    made = []
    for number in range(_DOCUMENTS):
        sentences = _sentences()[int(random.choice(3, p=[0.55, 0.25, 0.2]))]
        text, names = Text(), Names(random)
        for _ in range(int(random.integers(*_SENTENCES))):
            _fill(text, sentences[int(random.integers(len(sentences)))], names)
            text.add("\n" if random.random() < 0.4 else " ")
        made.append(text.document(f"invented {number}"))
    return made


def _fill(text: Text, sentence: str, names: Names) -> None:
    place = 0
    for slot in _SLOT.finditer(sentence):
        text.add(sentence[place : slot.start()])
        text.add(*names.of(slot[1], slot[2]))
        place = slot.end()
    text.add(sentence[place:])


@cache
def _sentences() -> list[list[str]]:
    """The sentences of each kind of news."""
    kinds: list[list[str]] = []
    for line in _FILE.read_text().splitlines():
        if line.startswith("["):
            kinds.append([])
        elif line and not line.startswith("#"):
            kinds[-1].append(line)
    return kinds


def renamed(documents: list[Document]) -> list[Document]:
    """Copies of some articles with other persons, towns and companies in the places of theirs."""
    random = np.random.default_rng(_SEED + 1)
    made = []
    for document in documents:
        if random.random() >= _RENAMED_SHARE:
            continue
        names, new = Names(random), dict[tuple[str, str], str]()
        text, place = Text(), 0
        for start, end, kind in sorted(document.names):
            words = document.text[start:end]
            text.add(document.text[place:start])
            text.add(_other(words, kind, new, names), kind)
            place = end
        text.add(document.text[place:])
        made.append(text.document(f"{document.source}+renamed"))
    return made


_PERSON = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z]\.)?(?: [A-Z][A-Za-z'’-]+){0,2}")
_ONE_PLACE = re.compile(r"[A-Z][a-z'’-]{2,}(?: [A-Z][a-z'’-]{2,})?")


def _other(words: str, kind: str, new: dict[tuple[str, str], str], names: Names) -> str:
    """Another name of the kind; the same for the same words of an article, and surnames as their persons have them."""
    if (kind, words) in new:
        return new[kind, words]
    small = words.lower()
    if kind == "PER" and _PERSON.fullmatch(words):
        full, last = names.person()
        if " " not in words:
            return new.setdefault((kind, words), last)
        new.setdefault((kind, words.rsplit(" ", 1)[1]), last)
        return new.setdefault((kind, words), f"{full.split(' ')[0]} {new[kind, words.rsplit(' ', 1)[1]]}")
    if kind == "LOC" and _ONE_PLACE.fullmatch(words) and small not in _lands():
        return new.setdefault((kind, words), names.place())
    if kind == "ORG" and small in words_of("company"):
        return new.setdefault((kind, words), names.company()[1])
    return words


@cache
def _lands() -> frozenset[str]:
    return words_of("country") | words_of("demonym") | words_of("place") | frozenset(("washington", "america"))


@cache
def _names(kind: str) -> tuple[str, ...]:
    entries = pl.read_parquet(LEXICON_FILE).filter((pl.col("kinds") & int(BIT[kind])) != 0)
    return tuple(
        name.title() for name in entries["phrase"].to_list() if re.fullmatch(r"[a-z]{3,}(?: [a-z]{3,})?", name)
    )


@cache
def _cities() -> tuple[str, ...]:
    return tuple(name for name in _names("city") if name.lower() not in words_of("country"))


@cache
def _countries() -> tuple[str, ...]:
    return tuple(name for name in _names("country") if len(name) > 3)


@cache
def _companies() -> list[tuple[str, str]]:
    return [(company.name, company.short or company.name) for company in listed_companies()]


@cache
def _things(subtype: str) -> tuple[str, ...]:
    rows = pl.read_csv(_THINGS, comment_prefix="#", infer_schema=False).filter(pl.col("subtype") == subtype)
    forms = pl.concat([rows["name"], rows["aliases"].drop_nulls().str.split("|").explode()])
    return tuple(forms.str.strip_suffix("!").to_list())


def _products() -> tuple[str, ...]:
    return _things("product")
