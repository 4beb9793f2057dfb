"""Whole sentences in the manner of news agencies: every expression in them, and nothing else."""

import datetime
from functools import cache

import pytest

from tests.unit.transforms.temporal.builders import read, values

THURSDAY = datetime.date(2019, 10, 24)

EARNINGS = [
    (
        "Net income for the third quarter ended Sept. 30 rose 4% to $61 million from $58 million a year earlier.",
        {"the third quarter": "2019-Q3", "Sept. 30": "2019-09-30", "a year earlier": "2018-Q3"},
    ),
    ("The chain said sales in the second half of 2018 were flat.", {"the second half of 2018": "2018-H2"}),
    (
        "For the first nine months, profit was $3 a share, up from $2 a share in the same period last year.",
        {"the first nine months": "P9M", "the same period last year": "2018"},
    ),
    ("In the year-ago quarter, it lost $4 million.", {"the year-ago quarter": "2018-Q3"}),
    ("The company expects revenue of $2 billion in fiscal 2020.", {"fiscal 2020": "2020"}),
    ("It raised its forecast for the full year.", {"the full year": "2019"}),
    ("Fourth-quarter sales will be lower than last year's.", {"Fourth-quarter": "2019-Q4", "last year": "2018"}),
    ("Revenue for the six months ended June 30 fell 3%.", {"the six months": "P6M", "June 30": "2019-06-30"}),
    ("Shares have gained 12% year to date.", {"year to date": "2019"}),
    ("The dividend is payable Nov. 15 to holders of record Nov. 1.", {"Nov. 15": "2019-11-15", "Nov. 1": "2019-11-01"}),
    ("Orders rose in the first half, the company said.", {"the first half": "2019-H1"}),
    ("Profit is expected to double in the next five years.", {"the next five years": "P5Y"}),
    ("Over the past decade the group has bought 40 rivals.", {"the past decade": "P10Y"}),
    ("The loan falls due in early 2021.", {"early 2021": "2021"}),
    ("It will close 30 stores by year-end.", {"year-end": "2019"}),
    ("Spending rose 3% in the 12 months through September.", {"the 12 months": "P12M", "September": "2019-09"}),
    ("The fund was worth $3 billion at the end of last month.", {"the end of last month": "2019-09"}),
    ("In the latest quarter the unit broke even.", {"the latest quarter": "2019-Q3"}),
]
MARKETS = [
    ("Stocks fell Thursday, a day after the index hit a record.", {"Thursday": "2019-10-24", "a day": "P1D"}),
    ("Oil for December delivery rose 40 cents.", {"December": "2019-12"}),
    (
        "The 10-year Treasury yield slipped to 1.76% from 1.78% late Wednesday.",
        {"10-year": "P10Y", "late Wednesday": "2019-10-23"},
    ),
    ("Prices are up 9% since the start of the year.", {"the start of the year": "2019"}),
    ("The yen was at 108.6, from 109.1 late Friday in New York.", {"late Friday": "2019-10-18"}),
    ("Traders await Friday's jobs report for October.", {"Friday": "2019-10-25", "October": "2019-10"}),
    ("The index closed at its highest level since January 2018.", {"January 2018": "2018-01"}),
    ("Markets in Tokyo were closed Tuesday for a holiday.", {"Tuesday": "2019-10-22"}),
    ("The central bank meets next week.", {"next week": "2019-W44"}),
    ("It was the steepest weekly fall in four years.", {"weekly": "P1W", "four years": "P4Y"}),
    ("Shares rose 3% for the week and 11% for the month.", {"the week": "2019-W43", "the month": "2019-10"}),
    ("Volume was light ahead of the long weekend.", {}),
    ("By 10:30 a.m. the index had lost 90 points.", {"10:30 a.m.": "2019-10-24T10:30"}),
    ("Bonds were little changed in overnight trading.", {"overnight": "2019-10-23TNI"}),
    ("Gold touched a two-week high earlier in the day.", {"two-week": "P2W", "earlier in the day": "2019-10-24"}),
]
COURTS = [
    ("He was sentenced on Monday to 25 years in prison.", {"Monday": "2019-10-21", "25 years": "P25Y"}),
    ("The trial is to begin on Jan. 13.", {"Jan. 13": "2020-01-13"}),
    ("She was arrested on the night of March 3.", {"the night of March 3": "2019-03-03TNI"}),
    ("A hearing has been set for 9 a.m. Monday.", {"9 a.m. Monday": "2019-10-28T09:00"}),
    ("The suspect, 34, had been released two weeks earlier.", {"two weeks earlier": "2019-W41"}),
    (
        "A judge ruled in 2015 that the law was void. It took effect the following year.",
        {"2015": "2015", "the following year": "2016"},
    ),
    ("The jury will resume its talks two weeks from Monday.", {"two weeks from Monday": "2019-11-11"}),
    ("Prosecutors filed charges four days after the shooting.", {"four days": "P4D"}),
    ("The killings took place between March and May 1999.", {"March": "1999-03", "May 1999": "1999-05"}),
    ("He has been in jail since last November.", {"last November": "2018-11"}),
    ("The lawsuit, filed in June, seeks $3 million.", {"June": "2019-06"}),
    ("The court is expected to rule by the end of June.", {"the end of June": "2020-06"}),
    ("Appeals must be lodged within 30 days.", {"30 days": "P30D"}),
    ("Their 18-month-long trial ended last month.", {"18-month-long": "P18M", "last month": "2019-09"}),
    ("In a year-long inquiry police heard 200 witnesses.", {"year-long": "P1Y"}),
]
DISASTERS = [
    ("Rescuers searched through the night for survivors.", {"the night": "2019-10-24TNI"}),
    ("Heavy rain is forecast to ease by Saturday.", {"Saturday": "2019-10-26"}),
    ("The ground lies below a 17th-century fort.", {"17th-century": "16"}),
    ("The volcano last erupted in the 17th century.", {"the 17th century": "16"}),
    ("At least 40 people died in floods last weekend.", {"last weekend": "2019-W42-WE"}),
    (
        "The storm should reach the coast late Friday or early Saturday.",
        {"late Friday": "2019-10-25", "early Saturday": "2019-10-26"},
    ),
    ("It was the worst fire in more than half a century.", {"more than half a century": "P50Y"}),
    ("The eruption on Oct. 12-14 closed the airport.", {"Oct. 12-14": "2019-10-12/2019-10-14"}),
    ("The dam burst shortly before midnight Tuesday.", {"shortly before midnight Tuesday": "2019-10-22T24:00"}),
    ("Schools will stay shut until Monday.", {"Monday": "2019-10-28"}),
    ("The blast happened at about 8 p.m. on Sunday.", {"about 8 p.m. on Sunday": "2019-10-20T20:00"}),
    ("The town was rebuilt after the earthquake of 1906.", {"1906": "1906"}),
    ("The death toll rose to 31 on Thursday morning.", {"Thursday morning": "2019-10-24TMO"}),
    ("Three days of mourning began on Wednesday.", {"Three days": "P3D", "Wednesday": "2019-10-23"}),
]
POLITICS = [
    ("The president will visit Rome later this week.", {"later this week": "2019-W43"}),
    ("Voters go to the polls on Sunday in a run-off.", {"Sunday": "2019-10-27"}),
    ("The vote was held on Sunday.", {"Sunday": "2019-10-20"}),
    ('"We signed it yesterday," the minister said on Tuesday.', {"yesterday": "2019-10-21", "Tuesday": "2019-10-22"}),
    ("He met the king on October 3 and left the next day.", {"October 3": "2019-10-03", "the next day": "2019-10-04"}),
    ("Talks resume in mid-November.", {"mid-November": "2019-11"}),
    ("The party has ruled since the mid-1990s.", {"the mid-1990s": "199"}),
    ("The treaty was signed in the spring of 1998.", {"the spring of 1998": "1998-SP"}),
    ("The coalition took office three years ago this month.", {"three years ago": "2016", "this month": "2019-10"}),
    ("The summit takes place every two years.", {"every two years": "P2Y"}),
    ("The cabinet meets every Thursday.", {"every Thursday": "XXXX-WXX-4"}),
    ("Parliament sits twice a week.", {"twice a week": "P1W"}),
    ("Markets open on Mondays and Fridays.", {"Mondays": "XXXX-WXX-1", "Fridays": "XXXX-WXX-5"}),
    ("The envoy arrived last night.", {"last night": "2019-10-23TNI"}),
    ("The ban ends next January.", {"next January": "2020-01"}),
    ("He had served from 1992 to 1996 and again in 2004-08.", {"1992": "1992", "1996": "1996", "2004-08": "2004/2008"}),
    ("The city was founded in 300 BC.", {"300 BC": "BC0300"}),
    ("The temple dates from the first century AD.", {"the first century AD": "00"}),
    ("The plan was drawn up about 10 years ago.", {"about 10 years ago": "2009"}),
    ("The coup was in December 1999.", {"December 1999": "1999-12"}),
    ("Elections are due by the summer of 2020.", {"the summer of 2020": "2020-SU"}),
    ("It hopes to have a deal before Christmas.", {"Christmas": "2019-12-25"}),
    ("Stores will be closed on Thanksgiving.", {"Thanksgiving": "2019-11-28"}),
    ("The pope spoke on Easter Sunday.", {"Easter Sunday": "2019-04-21"}),
    ("Security has been tightened since Sept. 11, 2001.", {"Sept. 11, 2001": "2001-09-11"}),
    ("The law takes effect Jan. 1.", {"Jan. 1": "2020-01-01"}),
    ("The polls close at 5 p.m. EST Nov. 9.", {"5 p.m. EST Nov. 9": "2019-11-09T17:00-05:00"}),
    ("The strike, now in its third week, goes on.", {"now": "PRESENT_REF"}),
    ("Until recently the border was open.", {"recently": "PAST_REF"}),
    ("He will run again in the near future.", {"the near future": "FUTURE_REF"}),
    ("Troops have been there for about two and a half years.", {"about two and a half years": "P2Y6M"}),
    ("A year and a half ago the firm was bankrupt.", {"A year and a half ago": "2018"}),
    ("The pilot, a 22-year-old, may march in March.", {"March": "2020-03"}),
    ("Theresa May resigned in May.", {"May": "2019-05"}),
    ("In May, he resigned.", {"May": "2019-05"}),
    ("The second man came in second.", {}),
    ("A four year-old girl was hurt.", {}),
    ("The festival runs from Friday to Sunday.", {"Friday": "2019-10-25", "Sunday": "2019-10-27"}),
    ("The exhibition runs Nov. 3-5 in Oslo.", {"Nov. 3-5": "2019-11-03/2019-11-05"}),
    ("The deal comes just days after talks broke down.", {"days": "PXD"}),
    ("The accord ends months of wrangling.", {"months": "PXM"}),
    ("That same day he flew home.", {"That same day": "2019-10-24"}),
    ("She was named player of the year.", {}),
    ("The agency was set up in the 1950s and closed in the '80s.", {"the 1950s": "195", "the '80s": "198"}),
    ("At this time last year the price was $4.", {"this time last year": "2018"}),
    ("By the close of trading Friday the fund had lost 3%.", {"Friday": "2019-10-18"}),
    ("The ministers are meeting Thursday and Friday.", {"Thursday": "2019-10-24", "Friday": "2019-10-25"}),
    ("She died in 2003. Two years later, he died too.", {"2003": "2003", "Two years later": "2005"}),
    ("The former leader died Wednesday at age 91.", {"Wednesday": "2019-10-23"}),
    ("The agency said on Monday it would cut 300 jobs by March.", {"Monday": "2019-10-21", "March": "2020-03"}),
    ("A third of the seats will be contested in 2021.", {"2021": "2021"}),
    ("The rate fell to 4.1% in September from 4.3% in August.", {"September": "2019-09", "August": "2019-08"}),
    (
        "The museum is open from 10 a.m. to 6 p.m. daily.",
        {"10 a.m.": "2019-10-24T10:00", "6 p.m.": "2019-10-24T18:00", "daily": "P1D"},
    ),
    ("The company said late Tuesday it would sell the unit.", {"late Tuesday": "2019-10-22"}),
    ("Hundreds marched through Guatemala City Friday to voice their anger.", {"Friday": "2019-10-18"}),
    ("It opened in the 1900s and shut in the late 19th century.", {"the 1900s": "190", "the late 19th century": "18"}),
    ("He is to be sworn in the day after tomorrow.", {"the day after tomorrow": "2019-10-26"}),
    ("It lasted an hour and 20 minutes.", {"an hour and 20 minutes": "PT1H20M"}),
    ("The bank cut rates for the third time this year.", {"this year": "2019"}),
    ("The next meeting is in six weeks.", {"six weeks": "P6W"}),
    ("They fought in the 17th and 18th centuries.", {"the 17th": "16", "18th centuries": "17"}),
    ("On Tuesday of last week he quit.", {"Tuesday of last week": "2019-10-15"}),
    ("A week ago Monday the dam broke.", {"A week ago Monday": "2019-10-14"}),
    ("He was born on the Fourth of July, 1976.", {"the Fourth of July, 1976": "1976-07-04"}),
    ("The plant has been shut since early September.", {"early September": "2019-09"}),
    ("It plans to open its first shop in Paris next spring.", {"next spring": "2020-SP"}),
    ("The offer expires at midnight Nov. 1.", {"midnight Nov. 1": "2019-11-01T24:00"}),
    (
        "The opening, originally planned for last June, is now set for next fall.",
        {"last June": "2019-06", "now": "PRESENT_REF", "next fall": "2020-FA"},
    ),
    ("In July 2018 and again this July they tried.", {"July 2018": "2018-07", "this July": "2019-07"}),
    ("The figures for August, released Wednesday, were weak.", {"August": "2019-08", "Wednesday": "2019-10-23"}),
    ("The two sides last met in Geneva in February.", {"February": "2019-02"}),
    ("The minister is expected in Washington Friday and Saturday.", {"Friday": "2019-10-25", "Saturday": "2019-10-26"}),
    ("She said she would resign on Oct. 31.", {"Oct. 31": "2019-10-31"}),
    ("A statement on the eve of the talks gave no date.", {}),
    ("He worked day and night.", {}),
    ("The first day of the trial drew crowds.", {}),
    ("Between 1914 and 1918 soldiers dug trenches here.", {"1914": "1914", "1918": "1918"}),
    ("Between 1700 and 2000 homes burned.", {}),
]


ALL = [*EARNINGS, *MARKETS, *COURTS, *DISASTERS, *POLITICS]


@cache
def read_together() -> dict[str, dict[str, str | None]]:
    """Words and values by sentence, all of them read in one call, as a batch is."""
    found: dict[str, dict[str, str | None]] = {sentence: {} for sentence, _ in ALL}
    sentences = list(found)
    for mention in read(*sentences, published=THURSDAY):
        found[sentences[mention["text_no"]]][mention["text"]] = mention["timex_value"]
    return found


@pytest.mark.parametrize(("sentence", "expected"), ALL)
def test_reads_every_expression_of_a_sentence(sentence: str, expected: dict[str, str]) -> None:
    assert read_together()[sentence] == expected


def test_a_sentence_alone_says_what_it_says_among_others() -> None:
    for sentence, expected in ALL[::20]:
        assert values(sentence, published=THURSDAY) == expected
