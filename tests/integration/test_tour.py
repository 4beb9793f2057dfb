from tests.samples.tour import README, renewed


def test_the_figures_of_the_tour_are_those_of_the_samples():
    readme = README.read_text(encoding="utf-8")
    assert renewed(readme) == readme, "run `make docs`"
