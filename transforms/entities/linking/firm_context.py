"""What is next to a firm and nobody else: "analysts at Needham", "Target shares", "the retailer Gap"."""

# "Chip designer", "steel maker", "oil company": firms by what they work in.
TRADES = (
    r"(?:chip|car|drug|plane|phone|toy|shoe|ship|steel|paper|battery|software|app|aircraft|games?|truck|tyre|tire|furniture|"
    r"food|beer|clothing|cosmetics|pump|engine|glass|cement|fertili[sz]er|solar|oil|gas|mining|telecoms?|energy|biotech|tech|"
    r"technology|internet|insurance|shipping|rail|hotel|property|retail|packaging|chemicals?|payments|data|cloud|robotics|"
    r"security|defen[cs]e|aerospace|construction|logistics|dairy|tobacco|jewell?ery) "
    r"(?:maker|designer|developer|giant|builder|producer|retailer|supplier|manufacturer|company|firm|operator|start-?up|"
    r"explorer|broker|distributor|conglomerate)"
)
# What only a firm has or does.
FIRM_BEFORE = (
    r"(?:(?i:shares (?:of|in)|stake in|investors in|(?:analysts?|strategists?|economists?|brokers?|"
    r"traders?) (?:at|with)|"
    r"(?:ceo|cfo|chief executive|chairman|founder|co-founder|shareholders|employees|customers|subsidiary|parent|unit|"
    r"board|makers?) of|takeover of|acquisition of|merge with|(?:firms?|companies|retailers?|brands?|"
    r"giants?|start-?ups?|"
    r"rivals|banks|lenders|makers|carmakers|airlines|brokerages?) (?:such as|like|including))|"
    r"(?-u:\b)(?:start-?up|chipmaker|carmaker|automaker|drugmaker|retailer|lender|fintech|insurer|brokerage|law firm|"
    rf"{TRADES}|think tank|consultancy|planemaker|owner of|owned by|sold (?:to|by)|bought by|acquired by|backed by|led "
    r"by investors)|"
    r"agreed to (?:buy|acquire)|plans to (?:buy|acquire)|offered to buy|to take over) $"
)
_RATES = r"(?:(?:up|down)grade[sd]|reiterate[sd]|initiate[sd])"
_HAS = r"shares|stock|shareholders|investors|earnings|quarterly|annual report|CEO|CFO|COO|CTO|chief executive|analysts?"
# What a person, a land or a body of another kind hardly has.
_OWNS = (
    r"chair(?:man|woman)|chief (?:financial|operating|technology)|subsidiar(?:y|ies)|share price|balance sheet|IPO|"
    r"market (?:value|share|capitali[sz]ation)|creditors|parent company|customers|board of directors|app|"
    r"software|chips|smartphones?|franchisees"
)
FIRM_AFTER = (
    r"^(?:,? (?:plc|Plc|PLC|Inc|Corp|Ltd|LLC|LLP|AG|SE|S\.A|N\.V)(?-u:\b)|"
    rf"(?:['’]s)? (?:{_HAS})(?-u:\b)|['’]s (?:{_OWNS})(?-u:\b)| (?:plans to list|is listed|was listed|listed) on |"
    rf" (?:cuts?|raise[sd]|lower(?:s|ed)|lift(?:s|ed)|maintain(?:s|ed)|{_RATES}) "
    rf"(?:its|the (?:stock|shares|target|rating)|coverage)| {_RATES} \p{{Lu}}| (?:reported|posted) (?:a |"
    rf"its |an )?"
    r"(?:[a-z-]+ ){0,2}(?:profits?|loss|losses|earnings|revenue|results|sales)| filed for (?:bankruptcy|an IPO)|"
    r" (?:agreed to buy|agreed to acquire|went public|raised \$|owes|recalled|laid off|delivered [0-9])|"
    r" \((?i:NASDAQ|NYSE|LON|LSE|TSX|ASX|OTC|NSE|BSE|AMEX|EPA|ETR|HKG|TYO)[A-Z ]*: ?[A-Z0-9.]{1,8}\)|"
    r"(?:['’]s)? shares (?:rose|fell)| was (?:sold to|sold by|bought by|acquired by) \p{Lu}|, spun off from )"
)

# "Target and Walmart reported", "Apple, Google and Meta": one of several that do what firms do.
FIRM_IN_LIST = (
    r"^(?:, \p{Lu}[\p{L}.]+){0,2}(?:,? and \p{Lu}[\p{L}.]+) (?:reported|posted|said|announced|agreed|compete|have|"
    r"will|plan|cut|raised|are|issue|sell|make)(?-u:\b)"
)
