"""Four digits: a year or a count, never both."""

import polars as pl
import pytest

from transforms.text.year_figures import counts


def is_count(words):
    before, _, rest = words.partition("[")
    figure, _, after = rest.partition("]")
    frame = pl.DataFrame({"before": [before], "figure": [figure], "after": [after]})
    return frame.select(counts("before", "figure", "after")).item()


@pytest.mark.parametrize(
    "words",
    [
        "At least [1600] trains were late.",
        "about [1900] posts will go",
        "between [1400] and 1700 barns burned",
        "between 1400 and [1700] barns burned",
        "the drill drew [1500] to 2000 walkers",
        "it built [1800], 1900 and 2100 carts",
        "A column of [1200] set out.",
        "Only [1300] replied.",
        "Fees will rise on average by [1400].",
        "a fleet of [2025] vans",
        "the loss of [2000] posts",
        "A total of [2024] barns burned.",
        "Guards held [2000] smugglers.",
        "It has [1950] staff.",
        "He owes between [1500] and 2000 euros.",
        "More than [2000] replied.",
        "as many as [1999] letters",
        "Between [1700] and 2000 barns burned.",
        "The ferry carries [1500].",
        "In all, [1200] came.",
        "a [1500]-seat hall",
        "It has [1920] x 1080 pixels.",
        "a [2000]-strong crowd",
        "Between 1700 and [2000] barns burned.",
        "From [1600] to 1950 seats were empty.",
        "Between [1800] and 2000 people marched.",
        "[1700] people replied",
    ],
)
def test_a_quantity_is_no_year(words):
    assert is_count(words)


@pytest.mark.parametrize(
    "words",
    [
        "In [1950] farmers ate less meat.",
        "The [1998] elections were fair.",
        "by [2004] voters had tired",
        "The strike of [1900] was the longest.",
        "Since [1995] prices have doubled.",
        "exports beat [2019] levels",
        "since at least [2005]",
        "from 1998 to [2000] prices rose",
        "between [1998] and 2004 rents rose",
        "built around [1850].",
        "The year [2018] marks a turn.",
        "In May [2004] people left.",
        "On June 5, [2003] soldiers left.",
        "Only [2008] was worse.",
        "In early [2016] banks failed.",
        "The battle of [1812] was won.",
        "In total, [1950] was a good year.",
        "a [1969]-style car",
        "Between [1850] and 1950 barns were built of stone.",
        "Between 1850 and [1950] barns were built of stone.",
        "Between 1914 and [1918] soldiers dug trenches.",
    ],
)
def test_a_year_is_no_quantity(words):
    assert not is_count(words)
