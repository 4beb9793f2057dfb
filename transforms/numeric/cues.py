"""Context cues of a figure: "Row " before 21, ":30" after 2, "Boeing " before 737, " of us" after one.

Patterns look at the end of what precedes a figure and at the start of what follows it. They name no kind: what their
answers amount to is decided in transforms/numeric/kinds.py.
"""

from collections.abc import Mapping

import polars as pl

from transforms.numeric import phrases
from transforms.numeric.numerals.lexicon import SMALL_WORDS
from transforms.numeric.units import lexicon

MONTH = (
    "(?:Jan(?:uary|[.])?|Feb(?:ruary|[.])?|Mar(?:ch|[.])|Apr(?:il|[.])?|May|June?|July?|Aug(?:ust|[.])?"
    "|Sept?(?:ember|[.])?|Oct(?:ober|[.])?|Nov(?:ember|[.])?|Dec(?:ember|[.])?)"
)
AFTER_MONTH = f"(?:^|[^A-Za-z]){MONTH} ?$"
# "14 de Julio" and "4 june"; "5 may die".
_OTHER_MONTHS = (
    "de (?i:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
    "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)"
    "|january|february|april|june|july|august|september|october|november|december"
)
_BEFORE_MONTH = f"^(?:st|nd|rd|th)?[ \n-](?:(?:of )?{MONTH}|{_OTHER_MONTHS})(?:[^a-z]|$)"
_CLOCK_AFTER = (
    "^(?: ?[ap][.]? ?m(?-u:\\b)| ?[AP][.]?M(?-u:\\b)| o'clock| o’clock| GMT| UTC| hours GMT| ?hrs GMT|:[0-9]|h[0-9])"
)
_CLOCK_BEFORE = "(?:[0-9][:]|[0-9][.][0-9]*|A[.]?D[.]? )$"
# Written against letters: "G7", "COVID-19", "3G", "1990s", a web address.
_GLUED_BEFORE = (
    "(?:[A-Za-z_]|[A-Za-z0-9]%|[A-Za-z]-|[A-Za-z0-9]/|[#@_^\\\\]|=[\"“]|[A-Za-z]['’]|[=&]|v[.]|N[o0][.] ?|[A-Z]{2,}[.]"
    "|(?:[A-Z][.]){2,}|[A-Za-z0-9][+]|[)][(]|[0-9][(][a-z]{1,2}[)])$"
)
# Joined by a hyphen, and a number all the same: "minus-40", "up-to-3", "four-five men".
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty"
_JOINED = (
    "(?i:(?:^|[^a-z])(?:minus|sub|negative|under|over|plus|non|pre|post|mid|nearly|about|up-to|all|top|-to|to)-"
    f"|[0-9][kKmMbB]-|(?:[0-9]|one|two|three|four|nine)-in-|(?:{_SMALL})-)$"
)
_GLUED_AFTER = (
    "^(?:['’]?[A-Za-z_]|[(][a-z0-9]{1,2}[)]|-[A-Z](?:[^A-Za-z0-9]|$)|-[A-Za-z]+[0-9]|/[A-Za-z]*[0-9]|&[A-Za-z]|@"
    "|%[0-9A-F]| [a-z][0-9](?:[^0-9a-z]|$))"
)
# The address of a page; escaped characters of one: "search?q=30%25".
_PAGE = "(?:https?://|www[.])[^ \n]*$|[A-Za-z]%$"
# A capitalised label: "Row 21", "Part 3", "No. 5".
LABEL = (
    "(?i:(?:^|[^a-z])(?:row|section|sub-?sections?|u/s|kilomet(?:er|re)|milepost|mile marker|part|chapter|article"
    "|page|pages|pp?[.]|room|gate|flight|route|highway|interstate"
    "|channel|unit|seat|stand|bed|scene|question|train|bill|regulation|directive|decree|bay|berth|cell|voyager"
    "|apollo|radio|rule|cloud|phase|game|round|lap|act|type|model|mach|formula|apollo|resolution|no[.]|nos[.]|number"
    "|numbers|proposition|prop|measure|amendment|title|volume|vol[.]|issue|episode|season|series|stage|step|tier"
    "|level|grade|district|precinct|ward|zone|sector|terminal|runway|exit|pier|platform|track|lane|car|bus|suite"
    "|apartment|apt[.]|floor|lot|block|box|building|house|studio|hall|pavilion|schedule|form|rule|annex|appendix"
    "|figure|fig[.]|table|exhibit|paragraph|clause|item|psalm|verse|opus|op[.]|symphony|sonata|concerto|windows"
    "|iphone|ipad|galaxy|xbox|playstation|boeing|airbus|android|ios|mark|mk|version|day|week|line|planet|area|drama"
    "|quarter|fy|super bowl|world war|covid|division|group|category|class|league|ligue|bundesliga|wave|plan"
    "|world cup|euro|olympics|games|s[&]?p|s p|p|ftse|nikkei|nasdaq|dow|russell|dax|cac|csi|asx|stoxx|ibex|tsx|topix"
    "|hsi|ta|mib|aex|smi|omx|kospi|msci|index|fortune|forbes|billboard|hot|top|calle|carrera|avenida)[ \n])$"
)
# "Regulation 25 (1)(b)", "Section 12 (2)(3)": what is a label's, in brackets behind it.
BRACKETED = "^0[A-Za-z]{0,2}[)]? ?[(]$"
LABEL_BRACKETED = f"(?:{LABEL.removesuffix('$')})[0-9]+[A-Za-z]{{0,2}}(?: ?[(][0-9A-Za-z]{{1,3}}[)])* ?[(]$"
# "Terminals 2 & 3", "grades three through eight", "Section (39)"; but "in all districts 20 people" counts.
_LABELS = (
    "(?:^|[^A-Za-z])(?i:sections|chapters|articles|pages|rooms|gates|flights|routes|highways|channels|units|scenes"
    "|phases|terminals|levels|grades|stages|districts|zones|wards|precincts|sectors|platforms|lanes|rules|tables"
    "|figures|paragraphs|clauses|verses|volumes|episodes|seasons|tiers|forms|schedules|exits|runways|divisions"
    "|exhibits|lots|resolutions|regulations|amendments|propositions|piers|berths|bays|rows|legs|rounds"
    "|(?:in|from|took|of) seats) "
)
_PLURAL_LABEL = (
    f"{_LABELS}$|(?:^|[^A-Za-z])(?i:no[.]?|section|article|clause|rule|regulation|act|paragraph|chapter|order|item|form"
    "|schedule) [(]$|[(](?i:section|article|clause|rule)[)] $"
)
# What laws and their parts are cited by: "Section 66 A", "u/s 420 A", "Sections 353 A, 188 B and 34 C".
_LEGAL = (
    "(?:^|[^A-Za-z])(?i:sections?|secs?[.]?|articles?|arts?[.]|rules?|clauses?|paragraphs?|paras?[.]?|schedules?"
    "|regulations?|chapters?|acts?|u/s|order) "
)
_LEGAL_LABEL = f"{_LEGAL}$"
LISTED_LEGAL = f"{_LEGAL}(?:[0-9]+(?: ?[A-Z]{{1,2}})?(?:, | and |, and | or | to | & |/))+$"
_INDEX_LABEL = (
    "(?i:(?:s[&]?p|s p|ftse|nikkei|nasdaq|russell|cac|csi|asx|stoxx|ibex|topix|ta|dax|fortune|dow jones"
    "|euro stoxx)[ -])$"
)
# A name that opens a sentence: "Soyuz 5 docked", "The Ryzen 7 sells"; capitals and mixed letters are names anywhere.
_OPENING_WORDS = (
    "about|around|some|only|just|nearly|almost|at|in|on|of|by|for|from|to|after|before|since|until|between|among"
    "|with|over|under|up|more|less|fewer|another|other|last|next|roughly|approximately|as|and|but|or|than|the|a|an"
    "|these|those|all|both|its|his|her|their|our|my|your|this|that|no|not|there|if|when|while|where|then|now|so|yet"
    "|still|even|also|today|yesterday|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|exactly"
    "|precisely|perhaps|maybe|first|second|third|total|totally|overall|altogether|within|during|through|across"
    "|against|per|plus|minus|every|each|an estimated|estimated|police|officials|army|meanwhile|however|earlier|later"
    "|currently|additionally|including|follow|see|total|killed|injured|dead|wounded|age|aged|score|minimum|maximum"
    "|average|least|most|say|says|said"
)
_OPENING_NAME = '(?:^|[.!?:"“\n] ?)((?:[A-Z][A-Za-z&.-]*[ -]){1,3})$'
_OPENING_WITH_ARTICLE = '(?:^|[.!?:"“\n] ?)(?:The|A|An|His|Her|Its|This) (?:[A-Z][A-Za-z&.-]*[A-Za-z][ -]){1,3}$'
# A word with a letter that English does not write is a name too: "Anacafé 14".
_CAPITALS_BEFORE = (
    "(?:^|[^A-Za-z0-9])(?:[A-Z]{3,}|[A-Za-z]*[a-z][A-Z][A-Za-z]*|[A-Z][A-Za-z]*-[A-Z][a-z]*"
    "|[A-Z][A-Za-z]*[à-öø-ÿ][a-zà-öø-ÿ]*) $"
)
_VERSION = "^[0-9]{1,2}[.][0-9]{1,2}(?:[.][0-9]{1,3}){0,2}$"
# Telephone numbers, and the houses of a street.
_DIALLED = (
    "(?i:(?:^|[^a-z])(?:call(?:s|ed|ers|ing)?|dial(?:s|led|ling)?|ring|rang|phone|phoned|telephone|tel[.]?|hotline"
    "|helpline|fax|whatsapp|texts?|texted|sms|contact(?:ed|s)?|quot(?:e|ing) reference|reference|ref|pin"
    "|passcode|postcode)"
    "(?-u:\\b)[^.;!?0-9]{0,34}[+(]?"
    # "the number rose to 476" is none to call.
    "|(?:^|[^a-z])numbers?(?:(?: to (?:call|ring|dial))? (?:is|was|are|on|at))?[:,]? ?[+(]?)$"
)
_DIALLING = "(?:[+][0-9]{1,3}|(?:^|[^0-9.,])0[0-9]{2,4}|[(]0?[0-9]{2,4}[)])[ -](?:[0-9]{2,4}[ -])*$"
_DIALLED_ON = (
    "^(?:[)]? ?[0-9]{2,4}[ -][0-9]{3,4}(?:[^0-9]|$)|[ -][0-9]{2,4}[ -][0-9]{2,8}(?:[ -][0-9]{2,4})*(?:[^0-9]|$))"
)
_STREET = (
    "^[A-Z]? (?:[A-Z][A-Za-z'’.-]* ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Place"
    "|Terrace|Crescent|Way|Court|Close|Gardens|Hill|Row|Quay|Parkway|Highway)(?-u:\\b)|^ (?:West|East|North|South"
    "|[WENS][.]) 0|^[A-Z]?,? (?:rue|via|calle"
    "|rua|avenida) "
)
# "It opens on 11/20": the day of a month.
_DAY_OF_MONTH = "^(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])$"
_ON_A_DAY = "(?i:(?:^|[^a-z])(?:on|by|until|since|before|after|dated|from|till|starting|beginning|due) )$"
# "Seats 4, 5 and 6", "the iPhone 14 and 14 Plus".
_FEW_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_LABEL_AND = f"(?: ?(?:[0-9]+(?: [A-Z]|[A-Za-z]{{0,2}})|{_FEW_WORDS})(?:,| and| or| to| through| &|[-–]) ?)+$"
# A name in front: a capitalised word that does not open the sentence.
_NAME_BEFORE = "[a-z0-9,;)&] (?:[A-Z][A-Za-z&.]*[ -]){1,3}$|(?:[A-Z][A-Za-z&]+ ){2}$"
# "in San Antonio. Around 30 people": what opens a sentence is no part of the name before it.
HEDGED = (
    "[.!?][\"”’']? (?:About|Around|Some|Only|Just|Nearly|Almost|At|Over|More|Less|Fewer|Another|Roughly|Approximately"
    "|Up|As|The|All|These|Those|Among|Of|In|On|By|From|For|With|After|Between|And|But|Then|Also|Still|Yet) $"
)
_PREPOSITION = (
    "(?i:(?:^|[^a-z])(?:in|since|by|of|from|until|till|before|after|during|for|to|through|between|and|or|year|early"
    "|late|mid|mid-|the|than|summer|spring|autumn|fall|winter|circa|fiscal|around|about)[ -]{1,2})$"
)
_YEAR = "^(?:1[0-9]{3}|20[0-9]{2}|2100)$"
# "one" as a pronoun.
_PRONOUN_ONE_BEFORE = (
    "(?i:(?:^|[^a-z])(?:the|no|any|every|each|this|that|which|another|some|someone|new|old|big|bigger|good|better"
    "|best|first|last|only|other|same|right|wrong|next|day|a|an|such|loved|young|little|great|tough|hard|long"
    "|important|as|number|square|its|a different|particular|more|for)[ -])$"
)
_RATIO = (
    "^[ -](?:in|out of|of|over)(?: every)?[ -](?:[0-9]|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty"
    "|a hundred|one hundred)"
)
# "one or two", "one to three".
_ONE_TO = "^[ -](?:to|or)[ -](?:[0-9]|two|three|four|five|six|seven|ten)"
_ONE_OF = "^ of (?:the|his|her|its|their|our|my|your|these|those|them|us|four|[A-Z])"

_AGE_BEFORE = (
    "(?i:(?:^|[^a-z])(?:as young as|as old as|aged?|ages|ages? of|(?:average|median|mean) age (?:is|was|at)"
    "|aged between|(?:i|you|they|we|who|children|kids) turn"
    "|turned|turns|turning|over the age of|under the age of|people over|those over|anyone over))"
    "(?: (?:about|around|just|only|over|under|at least|between|above|below|up to|from|more than|less than|older than"
    "|younger than))?[ \n]$|(?:^|[^A-Za-z])(?i:age)(?::| ?[(]) ?$"
)
# "The driver, 45, was held"; what ends like a person and is none.
_PERSON_BEFORE = (
    "(?:^|[^A-Za-z])(?i:the|his|her|their|an?|my|our|its|whose|[a-z.-]+['’]s?) (?:[A-Za-z-]+ ){0,3}?"
    "([a-z-]*(?:man|woman|boy|girl|mother|father|brother|sister|son|daughter|wife|husband|uncle|aunt|nephew|niece"
    "|cousin|friend|victim|suspect|student|pupil|nurse|chef|clerk|coach|captain|pilot|soldier|guard|monk|nun|priest"
    "|judge|mechanic|athlete|graduate|native|widow|bride|groom|star|mp|spouse|partner|patient|assistant|attendant"
    "|accountant|resident|president|agent|migrant|immigrant|applicant|defendant|politician|musician|technician"
    "|physician|[a-z]{2,}(?:er|or|ist|eer|ian)))"
    ", $"
)
# "her brother, seven,": of whom it may be a small one.
_CHILD_BEFORE = (
    "(?:^|[^A-Za-z])(?i:son|daughter|boy|girl|brother|sister|child|nephew|niece|cousin|grandson|granddaughter"
    "|toddler|baby"
    "|grandchild|twins?|schoolboy|schoolgirl), $"
)
_NO_PERSON = (
    "number|order|paper|river|quarter|water|power|computer|tower|summer|winter|offer|member|letter|center|chapter"
    "|server|tanker|trailer|helicopter|theater|disaster|matter|border|corner|factor|sector|motor|error|floor|door"
    "|color|reactor|tractor|either|other|rather|together|however|further|over|after|under|never|ever|later|earlier"
    "|former|latter|list|december|november|october|september|winner by|centimeter|kilometer|meter|per|super|proper"
    "|container|freighter|counter"
)
# "The victims, Rahul (26), Jamshed (23) and Prince (24), died": what tells that they are persons, before or behind.
_NAMES = "(?:[A-Z][A-Za-z'’.-]+ ){1,4}"
_OTHERS_BEFORE = f"(?:(?i:and )?{_NAMES}[(][0-9]{{1,2}}[)](?:,? and|,) )*"
_PERSONS_IN_BRACKETS = (
    "(?:^|[^A-Za-z])(?i:namely|(?:identified|named|known) as|victims?(?: (?:was|were|is|are))?|deceased|accused"
    "|suspects?|arrested|brothers?|sisters?|sons?|daughters?|wife|husband|mother|father|uncle|aunt|cousins?|friends?"
    "|nephew|niece"
    "|boys?|girls?|man|men|woman|women|students?|teacher|driver|farmer|labou?rer|worker|resident|youths?|constable"
    "|said|says|explains|explained|recalls|recalled|mr|mrs|ms|dr|smt|shri|siblings|couple|pilot|actor|actress|singer"
    "|engineer|businessman|shopkeeper|trader|villager"
    f")[.,:]? (?:the dead as )?{_OTHERS_BEFORE}{_NAMES}[(]$"
)
_BEFELL_IN_BRACKETS = (
    f"^[)](?:(?:,|,? and) {_NAMES}[(][0-9]{{1,2}}[)])*,?(?: (?:both|all|and his [a-z]+|and her [a-z]+))*"
    "(?: of [A-Z][a-z]+,?| from [A-Z][a-z]+,?)? "
    "(?:died|dies|lost (?:his|her|their) (?:life|lives)|drowned|succumbed|sustained|suffered|said|says|told|pleaded"
    "|fled|resident|who|r/o|s/o|w/o"
    "|(?:was|were|is|are|has been|have been|had been) (?:[a-z]+ly )?(?:also )?(?:killed|arrested|found"
    "|shot|stabbed|held|injured|wounded|charged|crushed|electrocuted|hit|knocked|rushed|admitted|taken|booked|jailed"
    "|sentenced|remanded|murdered|hacked|married|declared|pronounced|convicted|accused|detained|rescued|missing|dead"
    "|survived|travelling|traveling|driving|riding|returning|nabbed|identified))(?-u:\\b)"
)
_AGE_NAME_BEFORE = "[a-z], both $|[A-Z][A-Za-z'’.-]+[*]?, (?:now |then |only )?$"
_COUNTRY_BEFORE = "(?:^|[^A-Za-z] ?|[a-z] )((?:[A-Z][A-Za-z'’.-]+ )*[A-Z][A-Za-z'’.-]+), $"
# "Lund, 40 — a father of two — fell".
_AGE_NAME_AFTER = (
    '^(?:,[ \n"”]|[.](?:[ \n"”]|$)|;'
    "| ?[-–—―]{1,2} ?(?:who(?-u:\\b)|(?:an?|the) (?:[a-z-]+ ){0,2}?(?:father|mother|brother|sister|son|daughter|husband"
    "|wife|man|woman|student|graduate|native|resident|[a-z]{2,}(?:er|or|ist|ian))(?-u:\\b)))"
)
_WILL_BE = (
    "(?:[Ww]hen (?:[A-Z][a-z]+ ){1,2}was (?:just |only )?$)"
    "|(?:^|[^A-Za-z])(?i:(?:when|if|until|once|since|because) (?:you|they|we|he|she|i)(?:['’](?:re|s|m)| are"
    "| were| was)"
    " (?:just |only |about |over |under )?$)"
    "|(?i:(?:he|she|who|i) (?:will be|is|was|are|am|turns|turned) (?:only |just )?)$"
)
# "Justice Lund will be 80", "My father is above 70".
_TITLED = (
    "(?:^|[^A-Za-z])(?:Justice|Judge|Mr[.]?|Mrs[.]?|Ms[.]?|Dr[.]?|[Ff]ather|[Mm]other|[Gg]randfather|[Gg]randmother"
    "|[Ss]on|[Dd]aughter|[Bb]rother|[Ss]ister|[Ww]ife|[Hh]usband)(?: [A-Z][A-Za-z-]+){0,2} (?:is|was|will be|would be"
    "|is now|turns|turned)(?: (?:about|almost|nearly|over|above|only|just))? $"
)
# "At 34, he is the youngest"; "Now 46 and living in Oslo".
_AT_THE_AGE = '(?:^|[,.;—–"“\n] ?)(?i:at|and at|now|still only) (?:(?:just|only|age) )?$'
_OF_WHOM_AFTER = (
    "^, (?:he|she|[A-Z][a-z]+ (?:is|was|has|had|became|remains))(?-u:\\b)"
    "|^ and (?:living|working|retired|married)(?-u:\\b)"
)
# "when he was 12 drives him", "What he saw when he was nine haunts him": who it is done to is no count's.
_DOES_AFTER = (
    "^ [a-z]{3,}s (?:him|me|them|us|her(?:[.,;]|$| (?:to|into|in|on|at|as|with|from|still|today|every)))(?-u:\\b)"
)
# "At 35 he still works", "Jo Lund, at 15 the youngest of them".
_AT = "(?-u:\\b)[Aa]t $"
_AT_OPENING = '(?:^|[.;—–"“\n] ?|[Nn]ow |[Ss]till )(?i:at) $'
_HE_AFTER = (
    "^ (?:he|she) (?:is|was|has|had|became|still|already|can|could|remains|remained|never|retired|married|may|knows"
    "|[a-z]{2,}[a-rt-z]s)(?-u:\\b)"
)
# "Died at 90", "married at 19"; "a boy of 9".
_LIVED_TO = (
    "(?i:(?:^|[^a-z])(?:died|dies|dead|passed away|retired|retires|married|remarried|wed|widowed|orphaned|gave birth))"
    " at $"
)
_A_PERSON_OF = (
    "(?i:(?:^|[^a-z])(?:an?|the|his|her|their|this|that) (?:[a-z-]+ ){0,2}"
    "(?:boy|girl|child|man|woman|lad|baby|teenager|youth|toddler)) of $"
)
A_PERSON_OF = (
    "boy of ",
    "girl of ",
    "child of ",
    "man of ",
    "baby of ",
    "lad of ",
    "ager of ",
    "youth of ",
    "dler of ",
)
_AGE_ENDS = (
    "^(?:$|[.,;:)]| (?:was|were|is|and|who|died|fell|had|has|in|on|when|with|from|after|last|this|but|while|could|can"
    "|would|whose)(?-u:\\b))"
)
# "At 11 she is due" may be a time of the day.
_LAST_HOUR = 12
_OF_ALL_AFTER = "^,? the (?:young|old)est(?-u:\\b)"
_WILL_BE_AFTER = (
    f"^(?:[.,;]|$| (?:by|when|at|and|on|in|next|this|after|before|while|because|but|as|then)(?-u:\\b))|{_DOES_AFTER}"
)
# "the first half", "the southern half", "half-half".
_HALF_OF_A_PAIR = (
    "(?i:(?:^|[^a-z])(?:first|second|other|better|back|half|time|one|southern|northern|eastern|western|lower|upper|top"
    "|bottom|early|latter|later|[0-9])[ -]|[a-z]-)$"
)
# "the first three quarters" of a year are nine months.
IN_ORDER = "(?i:(?:^|[^a-z])(?:first|last|next|past|previous|final|opening|coming|latest|all)[ \n])$"
# "the past year and a half".
AND_HALF = "(?:^|[^A-Za-z])(?i:year|month|week|day|hour|minute|decade|century|mile|season|term) and $"
# What a part of something is measured by: "fell by a third.", "more than a quarter."; but "wounding a third."
_PART_BEFORE = (
    "(?i:(?:^|[^a-z])(?:by|to|of|than|about|around|over|under|nearly|almost|roughly|only|just|least|most|up|down|is"
    "|was|were|are|cut|lost|fell|rose|and|or|for|from|at|some|another|not|below|above|with|grew|half|exactly|in"
    "|between)[ \n])$|^[ \n]?$"
)
# "Blast Kills Two in Mosul": the figure is no part of a name, as capitals before it would have it.
_HEADLINE_VERB = (
    "(?:^|[^A-Za-z])(?:Kill|Injur|Wound|Hurt|Arrest|Detain|Rescu|Displac|Leav|Free|Jail|Nab|Hold|Evacuat|Sav|Claim)"
    "(?:s|es|e|ed|ing)? (?:(?:At Least|About|Over|Nearly|More Than|Some|Another|Up To|As Many As) )?$"
)
# "1. Make yourself a priority"; a Boeing by its number alone.
_LIST_MARK_BEFORE = "(?:^|\n)[ \t*]*$"
_AIRLINER = "^7[0-8]7$"
# "lost -7 points" has a sign, where a list has a dash.
SIGNED = (
    "(?i:(?:^|[^a-z])(?:lost|loses?|shed|gain(?:ed|s)?|down|up|fell|falls|rose|by|of|to|from|at|was|is|were|off|dropped"
    "|slid|than|between|and|or|about|around|averaged) )[-−]$"
)

# Asked of the words before a figure.
BEFORE = {
    "_glued": _GLUED_BEFORE,
    "_joined": _JOINED,
    "_page": _PAGE,
    "_clock_before": _CLOCK_BEFORE,
    "_after_month": AFTER_MONTH,
    "_dash_from_figure": "^[0-9] ?[-–] ?$",
    "_name_before": _NAME_BEFORE,
    "_preposition": _PREPOSITION,
    "_age_name_before": _AGE_NAME_BEFORE,
    "_turned_over": "(?i:turn(?:ed|s|ing) over) $",
    "_will_be": f"{_WILL_BE}|{_TITLED}",
    "_at_the_age": _AT_THE_AGE,
    "_age_before": _AGE_BEFORE,
    "_pronoun_before": _PRONOUN_ONE_BEFORE,
    "_minus_before": "(?i:minus|negative)[ -]$",
    "_pair_before": _HALF_OF_A_PAIR,
    "_index_label": _INDEX_LABEL,
    "_goes_before": "[a-z,] $",
    "_legal_label": _LEGAL_LABEL,
    "_label": LABEL,
    "_clause_before": "(?:day|week|quarter) $",
    "_number_before": "(?i:(?:^|[^a-z])number )$",
    "_dash_before": "(?:^|[ ])[-−]$",
    "_list_mark_before": _LIST_MARK_BEFORE,
    "_colon_before": "[A-Za-z]: $",
    "_opens": "(?:^|[a-z] )$",
    "_opens_with_article": _OPENING_WITH_ARTICLE,
    "_capitals_before": _CAPITALS_BEFORE,
    "_beside_figure": "^0[ )-]{1,2}$",
    "_opens_number": "[+(]$",
    "_on_a_day": _ON_A_DAY,
    "_apostrophe": "(?:^|[ (])['’‘]$",
    "_under": phrases.UNDER,
    "_may_be_listed": f"(?:^0(?: [A-Z]|[A-Za-z]{{0,2}})|(?:^|[^A-Za-z])(?:{_FEW_WORDS}))"
    "(?:,| and| or| to| through| &|-|–) ?$",
    "_plural_label": _PLURAL_LABEL,
    "_bracketed": BRACKETED,
    "_headline_verb": _HEADLINE_VERB,
    "_in_a_sum": "[0-9] ?[+] ?$",
    "_name_in_brackets": "[A-Z][a-z'’.-]+ [(]$",
}
# A quick first look for the words of _DIALLED.
_MAY_BE_DIALLED = "(?i:call|dial|r[ia]ng|phone|tel|line|fax|whatsapp|text|number|sms|contact|reference|ref|pin|code)"
# Asked of the windows with their figures.
LABEL_AND = f"(?:{LABEL.removesuffix('$')}|{_LABELS})" + _LABEL_AND.replace("(?: ?", "(?:", 1)
DIALLING, DIALLED_ON = _DIALLING, _DIALLED_ON


def of_a_person(lead: pl.Expr) -> pl.Expr:
    """Whether a noun for a person and a comma precede the figure: "The driver, 45"."""
    noun = lead.str.extract(_PERSON_BEFORE, 1)
    return noun.is_not_null() & ~noun.is_in(_NO_PERSON.split("|"))


def in_brackets(lead: pl.Expr, tail: pl.Expr) -> pl.Expr:
    """Whether a figure in brackets behind a name is an age, by words of persons around it: "victim Jo Lund (34)"."""
    name = lead.str.extract("((?:[A-Z][A-Za-z'’.-]+ )*[A-Z][A-Za-z'’.-]+) [(]$", 1)
    told = lead.str.contains(_PERSONS_IN_BRACKETS) | tail.str.contains(_BEFELL_IN_BRACKETS)
    return tail.str.contains("^[)]") & told & ~name.is_in(lexicon.countries().implode())


def of_a_child(lead: pl.Expr) -> pl.Expr:
    """Whether a noun for a child and a comma precede the figure: "her brother, seven"."""
    return lead.str.contains(_CHILD_BEFORE)


def at_an_age(lead: pl.Expr, tail: pl.Expr, value: pl.Expr) -> pl.Expr:
    """Whether a figure is an age: "At 35 he still works", "at 15 the youngest", "died at 90", "a boy of 9"."""
    opens = lead.str.contains(_AT_OPENING) & tail.str.contains(_HE_AFTER) & (value > _LAST_HOUR)
    told = (lead.str.contains(_LIVED_TO) & (value > _LAST_HOUR)) | lead.str.contains(_A_PERSON_OF)
    opens |= told & tail.str.contains(_AGE_ENDS)
    return opens | (lead.str.contains(_AT) & tail.str.contains(f"{_OF_ALL_AFTER}|{_DOES_AFTER}"))


def of_a_country(lead: pl.Expr) -> pl.Expr:
    """Whether a figure in commas is a country's: "Malawi, 107; Zambia, 104"."""
    return lead.str.extract(_COUNTRY_BEFORE, 1).is_in(lexicon.countries().implode())


def a_part(lead: pl.Expr, tail: pl.Expr) -> pl.Expr:
    """Whether "a third" before a stop is a share; else it is one more of what was counted: "wounding a third."."""
    # "And a third, Ann Lund, said so".
    named = tail.str.contains("^, [A-Z][a-z]+ [A-Z]")
    return (~tail.str.contains("^[.,;]") | lead.str.contains(_PART_BEFORE)) & ~named


def may_be_dialled(lead: pl.Expr) -> pl.Expr:
    """Whether a word of calling may precede the figure."""
    return lead.str.contains(_MAY_BE_DIALLED)


def dialled(lead: pl.Expr) -> pl.Expr:
    """Whether a word of calling precedes the figure: "Call the hotline on 5550123"."""
    return lead.str.contains(_DIALLED)


def opening_name(lead: pl.Expr) -> pl.Expr:
    """Whether a sentence opens with a name and the figure follows it: "Soyuz 5 docked"."""
    name = lead.str.extract(_OPENING_NAME, 1)
    return name.is_not_null() & ~name.str.to_lowercase().str.contains(f"^(?:{_OPENING_WORDS})[ -]")


# Asked of the words after a figure.
AFTER = {
    "_street": _STREET,
    "_glued_after": _GLUED_AFTER,
    "_clock_after": _CLOCK_AFTER,
    "_may_be_era": "^ ?[ABC0-9-]",
    "_before_month": _BEFORE_MONTH,
    "_age_name_after": _AGE_NAME_AFTER,
    "_will_be_after": _WILL_BE_AFTER,
    "_of_whom_after": _OF_WHOM_AFTER,
    "_in_every": _RATIO,
    "_one_of": _ONE_OF,
    "_one_to": _ONE_TO,
    "_of_figure": "^ of (?:the|its|their|his|her|our|these|those) 0",
    "_half_time": "^(?:[-][a-z]|['’ ]time| (?:brother|sister|sibling)s?(?-u:\\b))",
    "_whole_after": (
        "^(?:[ \n]of[ \n]|[ -](?:percentage[ -])?points?(?-u:\\b)|[.,;]|$"
        "|[ \n](?:more|less|or more|or less|as|to|from|in|the|lower|higher|year)(?-u:\\b))"
    ),
    "_goes_into_a_sum": "^ ?[+] ?0",
    "_list_mark_after": "^[.)](?:[ \t]|[\"“‘']?[A-Z])",
    "_heads": "^: [A-Z]",
    "_may_be_item": "^[.]?[)]",
    "_capital_after": "^ [A-Z]",
    "_name_after": "^ [A-Z][a-z]+",
    "_or_older": phrases.OR_OLDER,
}


def ask(wordings: pl.DataFrame, questions: Mapping[str, str]) -> pl.DataFrame:
    """Add a Boolean column for each pattern asked of the one column of wordings."""
    words = pl.col(wordings.columns[0]).str
    return wordings.with_columns(words.contains(pattern).alias(name) for name, pattern in questions.items())


def ask_figures(figures: pl.DataFrame) -> pl.DataFrame:
    """What the figure itself says."""
    text, words = pl.col("text"), pl.col("text").str.to_lowercase()
    return figures.with_columns(
        _whole=text.str.contains("^[0-9]+$"),
        _year=text.str.contains(_YEAR),
        _one=words == "one",
        _small_word=words.is_in([*SMALL_WORDS]),
        _half=words.str.starts_with("half"),
        _three_quarters=words.str.contains("^three[ \n]quarters$"),
        _weak=words.str.contains(
            "^an?[ -](?:[a-z]+ty-)?(?:first|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|hundredth)"
        ),
        _with_slash=text.str.contains("^[0-9]+/[0-9]+$"),
        _version=text.str.contains(_VERSION),
        _day_of_month=text.str.contains(_DAY_OF_MONTH),
        _nought=text.str.contains("^0[0-9]{2,}$"),
        _two_digits=text.str.contains("^[0-9]{2}$"),
        _set_phrase=text.str.contains(
            "^(?:24/7|9/11|50/50|20/20|7/7|24/365|[0-9]+/[0-9]{3,}|(?:19|20)[0-9]{2}/[0-9]{2})$"
        ),
        _capital=text.str.contains("^[A-Z][a-z]+$"),
        _airliner=text.str.contains(_AIRLINER),
        _rare_figure=text.str.contains(phrases.RARE_FIGURES),
    )
