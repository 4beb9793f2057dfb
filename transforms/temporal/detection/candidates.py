"""Candidate runs: unbroken stretches of the words dates are made of, "early on Friday, March 14".

Reading a whole article with the full grammar would be slow, and the same few thousand runs come back in every
article. So one small pattern cuts the runs out, and the grammar reads each different run once.
"""

from transforms.temporal.rules.holidays import NAMES_OF_HOLIDAYS
from transforms.temporal.rules.lexicon import (
    APOSTROPHE,
    EDGE,
    NAMES_OF_DATES,
    PARTS_OF_DAY,
    SEASONS,
    UNIT_WORDS,
    any_of,
)

# Between two words of a run.
_BETWEEN = r"(?:[ \t\r\n,.'()/+-]{1,2}|[ ]?[|@][ ]?|(?u-i:[\x{2010}-\x{2014}\x{2019}\x{a0}]))"

# Words that are part of an expression but do not make one.
_INSIDE = (
    "a an the between this that these those each every other of in at to and or than per "
    "last next past coming previous current following upcoming preceding prior same latest full whole entire new final "
    "early earlier late later mid middle beginning start end close latter part very sometime ago before after from now "
    "hence about around roughly approximately some nearly almost more most less fewer least no just well over under up "
    "shortly circa at once twice times few several many couple number numerous countless dozens hundreds thousands "
    "scores untold handful multiple various fiscal financial calendar tax business trading working "
    "consecutive straight "
    "successive additional long short old olds half so longer two one three four five six seven eight nine ten eleven "
    "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty "
    "ninety hundred thousand dozen first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth "
    "comparable corresponding "
    "equivalent year-ago year-earlier period time ended oh s o date local eastern central mountain pacific "
    "moscow london york "
    "standard daylight summer clock hours hrs sun mon tue tues wed weds thu thur thurs fri sat near foreseeable recent "
    "updated uk "
    "term right present moment through thru pre post fy ad bc bce ce gmt utc est edt cst cdt mst mdt pst pdt cet "
    "cest eet eest msk jst hkt sgt aest aedt nzst nzdt akst hst bst ist et ct mt pt z not quite close as much opening "
    "closing another eve fifth bank holiday public federal observed"
)
# Words that make a run worth reading.
_TRIGGERS = (
    "today yesterday tomorrow tonight noon midnight midday overnight weekdays weekends now currently nowadays "
    "recently recent previously lately formerly soon future current past term hourly daily nightly weekly biweekly "
    "fortnightly monthly bimonthly quarterly annual annually yearly biannual semiannual semi-annual biennial "
    "half yearlong monthlong weeklong daylong hourlong decadelong twenties thirties forties fifties sixties seventies "
    "eighties nineties period date thousand nineteen twenty eighteen ago days time clock bc bce ad ce"
)
_DIGITS = r"(?:[0-9](?:[0-9,.:/]*[0-9])?(?:st|nd|rd|th|s|am|pm|a\.m|p\.m|q)?)"
_TRIGGER_DIGITS = (
    r"(?:[0-9]{4}(?:s|[-/][0-9]{2}(?:[-/][0-9]{2})?)?"
    r"|[0-9]{1,2}(?::[0-9]{2}(?::[0-9]{2})?|\.[0-9]{2})?[ ]?[ap]\.?m"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,3})?|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{1,2}/[0-9]{1,2}|[2-9]0s"
    r"|[0-9]{1,2}(?:st|nd|rd|th))"
)
_NAMES = f"(?-i:{any_of(NAMES_OF_DATES)})"
# One list for what is capitalised and one for the rest: the fewer branches are open at once, the fewer states the
# engine builds, and it throws them away when they outgrow its cache. Lists kept apart cost half as much again.
_CAPITALISED = f"(?-i:{any_of(f'{NAMES_OF_HOLIDAYS} {NAMES_OF_DATES}')})"
_TRIGGER_WORDS = " ".join([_TRIGGERS, UNIT_WORDS, *(f"{word} {word}s" for word in f"{PARTS_OF_DAY} {SEASONS}".split())])
_TRIGGER_CODES = rf"(?:[QH][1-4]|[1-4][QH])(?:[':]?[0-9]{{2}})?|FY[0-9]*|{_TRIGGER_DIGITS}"
_TRIGGER = rf"(?:{_CAPITALISED}|{any_of(_TRIGGER_WORDS)}|{_TRIGGER_CODES})"
# A clock time may end in its own full stop: "5 p.m.".
_CLOCK = r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?[ ]?[ap]\.[ ]?m\.)"
_STAMP = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
# "'82", "'60s"
_SHORT_YEAR = rf"{APOSTROPHE}[0-9]{{2}}s?{EDGE}"
# "44 B.C."
_ERA = r"(?-i:[BA]\.[ ]?[CD]\.(?:[ ]?E\.)?)"
_ENDS = r"[ap]\.[ ]?m\.|observed\)"
_WORD = (
    rf"(?:{_STAMP}{EDGE}|{_CLOCK}|{_ERA}|{_ENDS}"
    rf"|(?:{_CAPITALISED}|{any_of(f'{_INSIDE} {_TRIGGER_WORDS}')}|{_TRIGGER_CODES}|{_DIGITS}){EDGE})"
)
# Before the first trigger no word is one.
_LEADING = rf"(?:{_ENDS}|(?:{any_of(_INSIDE)}|{_DIGITS}){EDGE})"


# What "on" leads on to: "9am on Tuesday", "noon on 3 May", "at 5 p.m. on the last Friday".
_TRIGGERS_ON = "(?:last|first|next|early|late)"

# As few words as it takes up to the first trigger: "2025-03" in a time stamp must not do for one.
RUN = (
    rf"(?i-u)(?:{_SHORT_YEAR}|{EDGE}(?:{_LEADING}{_BETWEEN})*?(?:{_STAMP}{EDGE}|{_CLOCK}|{_ERA}"
    rf"|{_TRIGGER}{EDGE}))(?:{_BETWEEN}(?:{_WORD}|on[ ](?:the[ ])?(?:{_NAMES}|{_DIGITS}|{_TRIGGERS_ON}){EDGE}))*"
)
