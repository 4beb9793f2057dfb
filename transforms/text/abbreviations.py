"""Words around a full stop: "Mr." goes on, "Corp." may end a sentence, "The" begins one."""

# Words that carry a full stop of their own and go on: titles, ranks, Latin, streets.
TITLES = (
    "Mr Mrs Ms Mx Dr Prof Rev Fr Sr St Ste Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Brig Gov Sen Rep Hon Pres Supt Det "
    "Messrs Mmes Amb Atty vs cf viz approx ca Mt Ft Ave Blvd Rd No Nos Art Vol pp Fig"
)
# Words that carry a full stop of their own and go on before a figure: "Sept. 30", "p. 5".
BEFORE_FIGURES = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec p para sec"
# Words whose full stop may also end the sentence; the next word decides: "of Acme Corp. The firm", "at 5 p.m. The".
OPEN = (
    "Inc Corp Co Ltd Cos Bros Jr Sr Ph.D M.D etc a.m p.m e.g i.e al "
    "Calif Mass Fla Pa Va Md Conn Ariz Colo Ill Ind Mich Minn Mo Tenn Tex "
    "Wash Wis Ore Okla Kan Ky La Ga Ala Ark Miss Neb Nev Del"
)
# How a sentence begins that nothing in the middle of one does.
STARTERS = (
    "Mr Mrs Ms "
    "The A An In On At But And He She It They We I You His Her Its Their Our This That These Those There Here When "
    "While After Before As If For From With By To Of Since Although Though However Meanwhile Asked Some Many Most "
    "All Both Each No Not One Two What Who Why How Where Last Next Under Over During Officials Police Analysts"
)


def any_of(words: str) -> str:
    """A pattern of one of several words, which may hold full stops."""
    return "(?:" + "|".join(word.replace(".", r"\.") for word in words.split()) + ")"


INITIAL = r"(?:^|[a-z]{2}\.)[A-Z]$"
ABBREVIATION = rf"^(?:(?:[A-Za-z]\.)+[A-Za-z]|{any_of(OPEN)})$"
STARTER = rf"^[\"'“‘«(\[]*{any_of(STARTERS)}(?:[^A-Za-z]|$)"
