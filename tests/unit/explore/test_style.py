"""Contrast by the formula of WCAG 2.2: 4.5 to 1 for text on its ground, in the light and in the dark scheme."""

import re

import pytest

from explore.render import style

_GROUNDS = ("ground", "soft", "temporal", "numeric", "entity", "quotation")
_SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", style(), re.DOTALL), strict=True))


def colours(scheme: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", _SCHEMES[scheme]))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_what_the_standard_says_of_black_and_grey():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", _GROUNDS)
def test_text_can_be_read_on_every_ground(scheme, ground):
    found = colours(scheme)
    assert contrast(found["ink"], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["dim", "link"])
def test_dim_text_and_links_can_be_read(scheme, text):
    found = colours(scheme)
    assert contrast(found[text], found["ground"]) >= 4.5
