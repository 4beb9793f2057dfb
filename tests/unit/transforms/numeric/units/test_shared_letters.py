"""Letters that multiply because amounts beside them do, read as a batch is."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Velmont raised $300m from funds and seeks another 150m next spring.", [(3e8, "USD"), (1.5e8, "USD")]),
        ("Of the $500m pledged, only 120m has arrived.", [(5e8, "USD"), (1.2e8, "USD")]),
        ("The fund holds €1.2bn in bonds and 400m in cash.", [(1.2e9, "EUR"), (4e8, "EUR")]),
        ("Profits rose to $18m from 11m.", [(1.8e7, "USD"), (1.1e7, "USD")]),
        ("They put in £12m, the city 4m and the lottery 3m.", [(1.2e7, "GBP"), (4e6, "GBP"), (3e6, "GBP")]),
        ("The channel has 4.2m subscribers, and its rival 3m.", [(4.2e6, "subscriber"), (3e6, "subscriber")]),
        ("It has 2.1m customers in Norway and 600k in Sweden.", [(2.1e6, "customer"), (6e5, "customer")]),
        ("Viewers paid $9m; it was watched by 4m.", [(9e6, "USD"), (4e6, None)]),
        ("It raised $300m, 150m from the state.", [(3e8, "USD"), (1.5e8, "USD")]),
        ("It owes $300m. Another 150m is due in May.", [(3e8, "USD"), (1.5e8, None)]),
    ],
)
def test_a_letter_means_what_it_means_beside(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "metres"),
    [
        ("The tunnel cost €90m and is 650m long.", 650),
        ("The dam, 120m high, cost $300m; another 40m will be added.", 40),
        ("A $2m boat sank 300m off the coast.", 300),
        ("She won the 800m and $50m in prizes.", 800),
        ("He earned $5m and lives 20m from the sea.", 20),
        ("The fund lost $30m while the tower, 150m from the old station, stood empty.", 150),
        ("The dam cost $90m and holds 40m of water.", 40),
        ("It fell 60m.", 60),
    ],
)
def test_metres_stay_metres(said, words, metres):
    assert (metres, "metre") in said(words)
