"""What is next to a firm and nobody else: "analysts at Needham", "Target shares", "the retailer Gap"."""

# What only a firm has or does.
FIRM_BEFORE = (
    r"(?:(?i:shares (?:of|in)|stake in|investors in|(?:analysts?|strategists?|economists?|brokers?|"
    r"traders?) (?:at|with)|"
    r"(?:ceo|cfo|chief executive|chairman|founder|co-founder|shareholders|employees|customers|subsidiary|parent|unit|"
    r"board|makers?) of|takeover of|acquisition of|merge with|(?:firms?|companies|retailers?|brands?|"
    r"giants?|start-?ups?|"
    r"rivals|banks|lenders|makers|carmakers|airlines|brokerages?) (?:such as|like|including))|"
    r"(?-u:\b)(?:start-?up|chipmaker|carmaker|automaker|drugmaker|retailer|lender|fintech|insurer|brokerage|law firm|"
    r"think tank|consultancy|planemaker|owner of|owned by|sold (?:to|by)|bought by|acquired by|backed by|led "
    r"by investors)|"
    r"agreed to (?:buy|acquire)|plans to (?:buy|acquire)|offered to buy|to take over) $"
)
_RATES = r"(?:(?:up|down)grade[sd]|reiterate[sd]|initiate[sd])"
FIRM_AFTER = (
    r"^(?:,? (?:plc|Plc|PLC|Inc|Corp|Ltd|LLC|LLP|AG|SE|S\.A|N\.V)(?-u:\b)|"
    r"(?:['’]s)? (?:shares|stock|shareholders|investors|earnings|quarterly|annual report|CEO|CFO|chief executive|"
    rf"analysts?)(?-u:\b)| (?:cuts?|raise[sd]|lower(?:s|ed)|lift(?:s|ed)|maintain(?:s|ed)|{_RATES}) "
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
