"""How well names are found in raw text, against development data outside the repository.

The scores are in tagger_recorded.json; a change that loses more than the tolerance fails. Record again with
`python tests/quality/test_tagger_quality.py`.
"""

import json
from pathlib import Path

import polars as pl
import pytest

from transforms.entities.ner.crf_tagger import tag_names
from transforms.entities.training.data import Document, load
from transforms.text.sentences import sentences

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared" / "gold" / "entities"
RECORDED = HERE / "tagger_recorded.json"
SETS = ("gmb_dev", "conll2003_testa", "conll2003_testa_non_sport", "gum_other_genres")
TOLERANCE = 0.5  # points of F1
# First word of the headline of an article about sport.
SPORTS = (
    "SOCCER TENNIS CRICKET GOLF RUGBY BASEBALL BASKETBALL HOCKEY NHL NBA NFL CYCLING ATHLETICS BOXING MOTOR SWIMMING "
    "SKIING ALPINE NORDIC BIATHLON BOBSLEIGH FIGURE SPEED VOLLEYBALL BADMINTON SQUASH FREESTYLE SKI LUGE ICE ENGLISH "
    "SNOOKER HORSE SAILING ROWING FOOTBALL TABLE OLYMPICS GYMNASTICS CROSS AMERICAN"
)


def documents(name: str) -> list[Document]:
    if name != "conll2003_testa_non_sport":
        return load(GOLD, name)
    sports = tuple(SPORTS.split())
    return [document for document in load(GOLD, "conll2003_testa") if not document.text.split()[0].startswith(sports)]


def scores(name: str) -> dict[str, float]:
    """Strict F1 (place and type), over all and by type."""
    read = documents(name)
    texts = pl.DataFrame({"text": [document.text for document in read]}).with_row_index("text_no")
    found = tag_names(texts, sentences(texts)).select("text_no", "start_char", "end_char", "type")
    given = {(number, *place) for number, document in enumerate(read) for place in document.names}
    tagged = set(found.iter_rows())
    return {
        kind: _f1({n for n in given if kind in ("ALL", n[3])}, {n for n in tagged if kind in ("ALL", n[3])})
        for kind in ("ALL", "PER", "ORG", "LOC", "MISC")
    }


def _f1(given: set, tagged: set) -> float:
    return round(200 * len(given & tagged) / max(len(given) + len(tagged), 1), 1)


@pytest.mark.skipif(not GOLD.exists(), reason="development data are not here")
@pytest.mark.parametrize("name", SETS)
def test_names_are_found_as_well_as_recorded(name: str) -> None:
    recorded = json.loads(RECORDED.read_text())[name]
    now = scores(name)
    assert now["ALL"] >= recorded["ALL"] - TOLERANCE, f"now {now}, recorded {recorded}"


if __name__ == "__main__":
    RECORDED.write_text(json.dumps({name: scores(name) for name in SETS}, indent=2) + "\n")
