"""Verb cues: the words that tell which way a clause looks: "will meet", "had been due to land", "reports".

Each kind of cue has a letter; a clause is then a short string of letters, "HPI" for "had been due to
land", which transforms/temporal/normalization/tense.py reads.
"""

import re
from functools import lru_cache

from transforms.temporal.rules.lexicon import EDGE, any_of

# Past tenses and participles that do not end in -ed.
_IRREGULAR = (
    "said told came went made took met left fell rose won lost got gave held began saw found sent spoke wrote became "
    "shot struck sold bought paid led ran put hit cut spent broke let set kept stood drew grew knew threw flew blew "
    "brought caught taught thought fought sought built felt dealt meant slept swept wept lent bent burnt learnt "
    "laid slid sank sang rang drank swam shook woke chose froze stole drove rode wore tore bore swore "
    "hurt shut spread shed quit burst cast split bid read fed fled bled bred sped hung stuck dug spun swung stung "
    "overtook undertook withdrew withheld upheld overthrew "
    "outlined beaten taken given seen shown drawn grown thrown flown blown broken chosen frozen stolen spoken "
    "driven ridden written hidden bitten eaten fallen risen forgotten gotten torn worn born borne sworn begun sung "
    "sunk drunk swum done gone been forced dropped tumbled slumped surged did didn't"
)
# Present forms that announce a timetable, whoever the subject is.
_SCHEDULED = (
    "expires expire begins begin meets convenes convene departs depart arrives arrive resumes resume testifies testify "
    "leaves kicks_off kick_off takes_effect take_effect goes_into_effect go_into_effect comes_into_force "
    "comes_into_effect goes_on_sale go_on_sale goes_on_trial comes_out come_out falls_due matures premieres debuts "
    "is_released are_released is_published are_published is_held are_held is_sworn_in "
    "is_marked is_paid is_unveiled is_announced is_celebrated are_announced "
    "reopens reopen "
    "takes_place take_place goes_to_the_polls go_to_the_polls go_to the_polls head_to_the_polls goes_live airs"
)
# Those that may be nouns too: verbs only behind a name, a pronoun or a noun that acts.
_OFTEN_NOUNS = (
    "reports votes opens starts ends closes drops returns hosts plays visits releases publishes launches addresses "
    "decides hears holds runs faces lands speaks appears joins flies travels unveils announces marks celebrates "
    "sits stops moves takes_over"
)
_PLURAL = "report vote open start end close drop return meet play visit decide face travel fly speak stop resume host"
_ACTORS = (
    "company group firm bank government parliament senate house court council board committee union "
    "ministry party team club city state country agency commission panel film show series book album exhibition "
    "festival fair sale strike summit conference season campaign trial hearing deadline which who he she it that "
    "contract lease truce law rule tariff ban tax school market exchange store shop museum bridge road line service "
    "band orchestra choir troupe squad side trust plant factory mill mine airline clinic hospital library gallery pub "
    "hotel cinema theatre theater church mosque temple ferry tunnel airport station port zoo park pool circus tour "
    "league fleet"
)
_MANY_ACTORS = "they we you voters polls talks shops schools markets banks minutes stores ministers leaders lawmakers"
_PLANNED = (
    "due scheduled slated planned expected poised booked billed pencilled penciled earmarked timetabled "
    "supposed set_to set_for set_down_for"
)
# Verbs whose infinitive is done when they are: "declined to comment", "managed to land".
_DONE = (
    "continued began failed helped managed used had forced seemed appeared started refused declined voted tried "
    "attempted rushed went came returned headed announced reported spoke sent handed flew travelled traveled moved "
    "proved happened chose got neglected hastened ran turned"
)
_HOPED = "planned hoped wanted intended hoping expected wished aimed prepared invited scheduled"
# What is said today may be done in months; a weekday is that of the saying.
_PROMISED = "promised vowed pledged threatened asked urged ordered told offered proposed"
_HOPES = (
    "plans plan planning hopes hope hoping aims aim aiming intends intend intending wants want wanting ready about "
    "looks looking vows vow promises pledges threatens seeks needs prepares preparing wishes has have got able "
    "determined eager willing free bound sure certain going eligible entitled allowed"
)
_PAPERS = (
    "interview statement note letter speech email e-mail tweet post filing news_conference press_conference "
    "press_release memo op-ed briefing message call article column editorial broadcast video report release"
)
_ABBREVIATED = (
    "Mr Mrs Ms Dr Gov Sen Rep Gen St Jr Sr Inc Corp Co Ltd Jan Feb Aug Sept Oct Nov Dec Lt Col Capt Sgt Prof Rev No vs "
    "Calif Mass Pa Va Md Conn Ariz Colo Ill Ind Mich Minn Mo Tenn Wash Wis Ore Okla Ga Ala La Ky"
)
_COMPOUNDS = "run-off run-up set-up cut-off take-off lay-off spin-off kick-off break-up buy-out hold-up take-over"
_SILENT_TO = "the an a its his her their our this these those more at about be_a my your that both"
_WORD = r"(?-i:[a-z]+)"
_ADVERBS = r"(?: (?:not|also|be|been|stay|remain|keep|then|only|again|still|never|soon|just|now|[a-z]+ly))*"
_NOT = r"(?: not|n(?:'|(?u-i:\x{2019}))t)"

# What a cue is, by the first of these that it is.
_CUES: list[tuple[str, str]] = [
    # Where a sentence ends, and where a clause may.
    (".", r"[.!?](?:[\"')]|(?u-i:\x{201d}))*[ \n]+|\n"),
    (";", r"[;:]|(?u-i:[\x{2014}\x{2013}])|--"),
    (",", r","),
    # "due to the rain", "more than expected", "as planned": say nothing.
    ("_", any_of(_COMPOUNDS)),
    ("_", rf"(?:next |due |decision |deal |accord |bound )to {any_of(_SILENT_TO)}"
        rf"|(?:than|as)(?:[ -](?:previously|originally|first|widely|initially))?[ -](?:expected|forecast|planned"
        rf"|scheduled|estimated|predicted|feared|announced|reported|thought|hoped|usual)"),
    # "in a note to clients", "according to".
    ("O", rf"[Ii]n (?:an?|the|his|her|their|its)(?: [a-z]+)? {any_of(_PAPERS)}(?: to (?:the )?[a-z]+)?"
        rf"|[Aa]ccording to"),
    # "Mr. Lind", "5 p.m. in": their stop ends no sentence.
    ("_", rf"(?:{any_of(_ABBREVIATED)}|[ap]\.m|(?-i:[A-Z]))\.[ ]"),
    # "could not be reached", "could have won", "would not say".
    ("D", rf"could{_NOT}{_ADVERBS} [a-z]+|would{_NOT} (?:say|comment|discuss|answer|confirm|elaborate|specify|name"
        rf"|identify|disclose|reveal|talk|respond|speculate|speak)|(?:would|could|should|might|must"
        rf"|may){_NOT}?(?: [a-z]+ly)? have (?:[a-z]+ed|been|{any_of(_IRREGULAR)})"),
    ("_", r"can(?:not|(?:'|(?u-i:\x{2019}))t)|being [a-z]+"),
    ("u", rf"could{_NOT}?{_ADVERBS}(?: [a-z]+)?"),
    # "Neither could be found".
    # "When delegates meet in July": no past verb between means it is to come.
    ("w", r"[Ww]hen (?:the (?-i:[a-z]+)|(?-i:[A-Z][a-z]+)|he|she|they|it|we)"),
    ("x", r"[Nn]either|[Nn]or|[Nn]obody|[Nn]one|[Nn]o one"),
    # "If she wins in November".
    ("c", r"[Ii]f|[Uu]nless|[Oo]nce"),
    ("W", rf"expects?|anticipates?|foresees?"
        rf"|sees? (?:an?|no|another|little|further|more|two|three) [a-z]+"
        rf"|to be {_WORD}"
        rf"|(?:will|won(?:'|(?u-i:\x{{2019}}))t|shall|(?:'|(?u-i:\x{{2019}}))ll"
        rf"|would|should|might|must|can|(?-i:may)){_NOT}?{_ADVERBS}(?: [a-z]+)?"),
    # "failed to agree", "voted 340 to 192 to approve".
    ("D", rf"{any_of(_DONE)}(?: [a-z]+)? to {_WORD}|voted [0-9]+(?:-| to )[0-9]+ to [a-z]+"),
    ("F", r"(?:has |have |had )?(?:been|be|is|are) (?:left|reserved|held over|saved) (?:for|to|until)"),
    ("V", r"(?:closing|opening|settlement) (?:price|level|value|bid)s?"),
    ("a", rf"(?:agreement|decision|deal|accord|proposal|offer) to {_WORD}"),
    ("A", rf"(?:agree[a-z]*|decid[a-z]+) to {_WORD}"),
    # "hopes to", "planned to", "was to": what follows is to come.
    ("F", rf"(?:{any_of(_HOPES)}|(?:is|are|(?:'|(?u-i:\x{{2019}}))s|(?:'"
        rf"|(?u-i:\x{{2019}}))re) [a-z]+ing) to (?:be )?{_WORD}|(?:is|are) to (?:be )?{_WORD}"),
    ("n", rf"(?:was|were) to (?:be )?{_WORD}"),
    ("f", rf"{any_of(_HOPED)}(?: [a-z]+){{0,3}} to (?:be )?{_WORD}"),
    ("a", r"(?:going|heading) into"),
    ("a", rf"(?:allow|enable|help|let|require)s?(?: [a-z]+){{1,3}} to {_WORD}"),
    ("a", rf"{any_of(_PROMISED)}(?: [a-z]+){{0,3}} to (?:be )?{_WORD}"),
    ("P", rf"{any_of(_PLANNED)}(?: to (?:be )?{_WORD})?|likely to (?:be )?{_WORD}"),
    ("N", r"[Aa]head of|in the run-up to|upcoming|await[a-z]*|waiting (?:for|on)|(?:prepar(?:es?|ing)|plan(?:s|ning"
        r"|ned)?) for|bracing for|looking ahead to|effective|payable|as (?:early|soon|late) as|(?:chances?|hopes?"
        r"|prospects?) (?:of|for)"),
    ("G", r"(?:is|are|(?:'|(?u-i:\x{2019}))re|(?:'|(?u-i:\x{2019}))s)(?: [a-z]+ly| also| now| then)? (?:meeting"
        r"|visiting|leaving|arriving|heading|flying|travel+ing|hosting|voting|holding|playing|returning|starting"
        r"|opening|speaking|launching|moving|releasing|joining|campaigning|running in|competing|contesting|performing"
        r"|marching|striking|debating|stepping down|retiring|resigning)"),
    ("T", rf"{any_of(_SCHEDULED)}"),
    # Verbs only behind one who does them (NAMED_VERB), else nouns.
    ("t", rf"{any_of(_OFTEN_NOUNS)}|{any_of(_PLURAL)}|meet|convene"),
    ("H", r"had(?: [a-z]+ly| not| also| already| never)?(?: been)?"),
    ("h", r"(?:has|have|having)(?: [a-z]+ly| not| also| already| never)?(?: been)?"),
    ("b", r"(?:was|were|wasn't|weren't)"),
    # "a proposed sale", "the announced plan" are no verbs.
    ("_", r"(?:an?|the|its|his|her|their|our|this|of|with|no)(?: [a-z]+ly| still| yet| newly)? [a-z]+[a-df-z]ed"),
    # "Her last meeting" lasts no time.
    ("_", r"(?:an?|the|its|his|her|their|our|my|your|whose|'s) last"),
    # What goes on from there: "postponed until Tuesday".
    ("E", r"(?:extend|postpon|delay|adjourn|prolong|suspend|defer|renew)[a-z]*|put (?:off|back)|gave|given|remains?"
        r"|stays?|runs|lasts?|continues?|go(?:es)? on|stretch(?:es)?"),
    ("V", rf"(?-i:[a-z]+[a-df-z]ed|agreed|freed)|{any_of(_IRREGULAR)}"),
    ("s", r"says|say|tells|writes|notes|adds"),
    ("I", rf"to {any_of(_SILENT_TO)}|to (?:be )?{_WORD}"),
    # Where a clause begins.
    ("q", r"which|who|that|when|where|while|after|before|because|although|though|whose|whom|but|and|or"),
]  # fmt: skip
# Just in front of the date.
_OPEN_ENDS = [
    # "The deadline is", "was put off to", "called a strike for".
    ("B", r"(?:is|are) (?:on |in |for )?$"),
    (
        "M",
        r"(?:postponed|put (?:off|back)|moved|rescheduled|delayed|adjourned|brought forward|pushed (?:back|off)"
        r"|deferred) (?:to|for|until|till)(?: the| early| late)? $",
    ),
    ("M", r"(?:called|calls|scheduled|set|planned|announced) (?:an?|the)(?: [a-z-]+){1,3} for (?:the |early |late )?$"),
    # "schools stay shut until", "flights are cancelled until"; "come November".
    (
        "M",
        r"(?:stay|remain|keep|is|are|isn't|aren't)s?(?: [a-z]+){1,3} (?:until|till)"
        r"(?: at least| early| late)? (?:the )?$",
    ),
    ("M", r"[Cc]ome (?:the |early |late |next )?$"),
    # "Heading toward the November election".
    ("M", r"[Tt]owards? (?:the |an? |this |next )?$"),
    # "The spoiler that he could have been Tuesday", its verb left out.
    ("D", rf"(?:would|could|should|might|must|may){_NOT}?(?: [a-z]+ly)? have $"),
    ("Y", r"[Bb]y(?: (?:the|this|next|early|late|mid|end of|the end of))*[ -]?$"),
    ("U", r"(?:[Uu]ntil|till)(?: (?:the|this|next|early|late|mid|at least|end of|the end of))*[ -]?$"),
    ("R", r"(?:[Tt]hrough|thru)(?: (?:the|this|next|early|late|mid|end of|the end of))*[ -]?$"),
]
_MARKS = (";", ",", ".")


def _alternatives(cues: list[tuple[str, str]]) -> str:
    return "|".join(pattern for _, pattern in cues)


_IN_WORDS = [cue for cue in _CUES if cue[0] not in _MARKS]
_IN_MARKS = [cue for cue in _CUES if cue[0] in _MARKS]
# Every pattern here reads ASCII only, in one case, and captures nothing: both cost a factor of ten and more.
CUES_BEFORE = (
    rf"(?-u)(?:{_alternatives(_IN_MARKS)}|{EDGE}(?:{_alternatives(_OPEN_ENDS)}|(?:{_alternatives(_IN_WORDS)}){EDGE}))"
)
CUES_BEHIND = rf"(?-u)(?:{_alternatives(_IN_MARKS)}|{EDGE}(?:{_alternatives(_IN_WORDS)}){EDGE})"


# A name or a noun that acts, and a verb that might be a noun: "Parliament votes", "Nordlim and Velsund report".
NAMED_VERB = (
    rf"(?i-u){EDGE}(?:(?:(?-i:[A-Z][A-Za-z.&]*)|{any_of(_ACTORS)}),? {any_of(_OFTEN_NOUNS)}"
    rf"|(?:{any_of(_MANY_ACTORS)}|and (?-i:[A-Z][a-z]+)) {any_of(_PLURAL)}|(?-i:[A-Z][a-z]+) (?:meet|convene)){EDGE}"
)


def _python(pattern: str) -> re.Pattern[str]:
    pattern = pattern.replace(EDGE, r"\b").replace("(?u-i:", "(?:")
    pattern = re.sub(r"\\x\{([0-9a-f]+)\}", lambda code: rf"\u{int(code[1], 16):04x}", pattern)
    return re.compile(pattern, re.IGNORECASE | re.ASCII)


# One group a cue, in their order: the first that takes the whole cue tells its letter.
_LETTERS = [letter for letter, _ in [*_OPEN_ENDS, *_CUES]]
_WHOLE = _python("|".join(rf"({pattern})\Z" for _, pattern in [*_OPEN_ENDS, *_CUES]))


@lru_cache(1 << 16)
def letter_of(cue: str) -> str:
    """The letter of a cue; a blank if it is none."""
    match = _WHOLE.match(cue)
    return " " if match is None or match.lastindex is None else _LETTERS[match.lastindex - 1]
