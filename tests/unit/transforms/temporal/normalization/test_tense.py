"""Which way the words around a date look."""

import datetime

import pytest

from tests.unit.transforms.temporal.builders import values

pytestmark = pytest.mark.usefixtures("read_together")

OCTOBER = datetime.date(2024, 10, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The envoy to Chile said on Tuesday that talks went on.", "2024-10-29"),
        ("The team would be flying to the islands Friday with its coach.", "2024-11-01"),
        ("She was set to receive the prize on Tuesday from her rival.", "2024-10-29"),
        ("He is campaigning Tuesday in the north.", "2024-10-29"),
        ("He is campaigning Saturday in the north.", "2024-11-02"),
        ("The clerk holds a clear lead in Thursday's primary.", "2024-10-31"),
        ("He challenged his rival before Friday's caucus.", "2024-11-01"),
        ("With Thursday's debate approaching, they have had trouble.", "2024-10-31"),
        ("A baker who is running in Thursday's election drew praise.", "2024-10-31"),
        ("Donors gave money for the January election.", "2025-01"),
        ("Polls showed her ahead in February's runoff.", "2025-02"),
        ("He is favoured to win the January primary.", "2025-01"),
        ("He lost the January primary.", "2024-01"),
        ("She resigned after the February election.", "2024-02"),
        ("She gave an interview about the July election.", "2024-07"),
        ("The rally carried the party toward January.", "2025-01"),
        ("It was not the win that it might have been Monday.", "2024-10-28"),
        ("He did not play the part that he could have Monday, the coach said.", "2024-10-28"),
        ("The museum reopens Monday.", "2024-11-04"),
        ("The orchestra plays in Lerby on Monday.", "2024-11-04"),
        ("When delegates get to Lerby in July, they vote.", "2025-07"),
        ("When the mayor left in July, the square was empty.", "2024-07"),
        ("If July's debate was a success, it was a narrow one.", "2024-07"),
        ("The party is in disarray going into July.", "2025-07"),
        ("The rule allows small shops to win a permit in July.", "2025-07"),
        ("Since announcing in December that he would not run, he has been silent.", "2023-12"),
        ("In December, a nurse in the gallery of a packed town hall near the harbour asked for help.", "2023-12"),
        ("Until Monday, they had not answered.", "2024-10-28"),
        ("The shop stays open until Monday.", "2024-11-04"),
        ("The leaders meet separately Monday in Oslo.", "2024-11-04"),
        ("The firm agreed Monday to a truce.", "2024-10-28"),
        ("Voters go to the polls on Sunday in a run-off.", "2024-11-03"),
        ("The storm should reach the coast on Friday.", "2024-11-01"),
        ("Traders braced for losses; they await the report due on Friday.", "2024-11-01"),
        ("Shares were flat ahead of the bank's meeting on Monday.", "2024-11-04"),
        ("Shares fell ahead of the vote, a clerk at the bank on Monday.", "2024-10-28"),
        ("The two rivals are meeting in Oslo on Friday.", "2024-11-01"),
        ("The island is preparing for a run-off on Sunday.", "2024-11-03"),
        ("The talks go on through Friday.", "2024-11-01"),
        ("Crowds marched through the old town Friday to the palace.", "2024-10-25"),
        ("He spoke to reporters Friday at the port.", "2024-10-25"),
        ("The chairman could not be reached Friday.", "2024-10-25"),
        ("The house voted 340 to 192 to approve the levy Tuesday.", "2024-10-29"),
        ("The minister announced the plan Monday in Oslo.", "2024-10-28"),
        ("There are plans for a rally on Friday.", "2024-11-01"),
        ("Schools stay shut until Tuesday.", "2024-11-05"),
        ("Trains are suspended until Monday.", "2024-11-04"),
        ("The road remains closed until Friday.", "2024-11-01"),
        ("Shops keep their shutters down until Thursday.", "2024-10-31"),
        ("Flights stay cancelled until at least Saturday.", "2024-11-02"),
        ("The school was shut until Tuesday.", "2024-10-29"),
        ("She is to hold her last meeting on Friday.", "2024-11-01"),
        ("Come Friday, the mayor has to choose.", "2024-11-01"),
    ],
)
def test_weekdays_follow_the_cue_that_speaks(sentence: str, value: str) -> None:
    assert list(values(sentence, published=OCTOBER).values()) == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Orders were placed for the first day of trade in November.", "2024-11"),
        ("The house is for sale in December.", "2024-12"),
        ("It was sold in December.", "2023-12"),
        ("It has grown since November.", "2023-11"),
        ("The bank reached an agreement to acquire the mill and its dam in January.", "2025-01"),
        ("It would be paid on a still undisclosed date in January.", "2025-01"),
        ("Sales fell in January.", "2024-01"),
        ("Oil for January delivery rose 40 cents.", "2025-01"),
        ("It will list output for the nine months through September.", "2024-09"),
        ("Theresa May resigned in June.", "2024-06"),
        ("He is the favourite to win the seat come July.", "2025-07"),
        ("She wants to be on the pitch come August.", "2025-08"),
        ("Come June the pool opens.", "2025-06"),
        ("Traders see a cut in July.", "2025-07"),
        ("Analysts see no change in June.", "2025-06"),
        ("The bank sees another rise in December.", "2024-12"),
        ("He was bound to a clockmaker in July.", "2024-07"),
        ("Sales fell in November.", "2023-11"),
        ("Prices rose 2 percent in November.", "2023-11"),
        ("Output grew by 3.5% in November.", "2023-11"),
        ("Orders slipped again in November.", "2023-11"),
        ("They decided to admit three states in November.", "2024-11"),
    ],
)
def test_a_month_soon_to_come_or_agreed_upon_is_to_come(sentence: str, value: str) -> None:
    assert list(values(sentence, published=OCTOBER).values())[-1] == value
