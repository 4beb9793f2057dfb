"""Words that are no nouns behind a number: "three of the", "two previous sessions", "12 was"."""

# Words that end the noun phrase behind a number.
STOP = (
    "the|a|an|of|in|on|at|to|by|for|from|with|without|and|or|but|nor|as|than|that|which|who|whom|whose|when|where"
    "|while|if|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|shall"
    "|should|said|says|say|he|she|it|they|we|i|you|his|her|its|their|our|my|your|this|these|those|there|here|not|so"
    "|because|since|until|before|after|over|under|about|into|out|up|down|off|per|vs|versus|via|according|during"
    "|between|against|through|across|among|around|near|then|also|each|every|just|only|them|him|us|me|both|all|some"
    "|any|no|what|how|why|last|next|ago|later|earlier|yesterday|today|tomorrow|monday|tuesday|wednesday|thursday"
    "|friday|saturday|sunday|told|took|made|went|came|got|makes|takes|gets|goes|comes|became|rose|fell|killed|went"
    "|left|remain|remains|showed|shows|means|like|including|followed|compared|am|pm|it's|he's|she's|that's|there's"
    "|ended|ends|plus|minus|times|died|won|lost|beat|voted|followed|respectively|gained|dropped|climbed|slipped|fell"
    "|rose|percent|even|still|were|whether|though|although|however|upon|within|towards|toward|onto|above|below"
    "|behind|beyond|despite|except|unless|once|too|very|much"
)
NOT_NOUNS = (
    "dozens|hundreds|thousands|millions|billions|trillions|"
    "is|was|has|his|its|as|this|us|plus|minus|vs|less|unless|across|always|perhaps|thus|towards|besides|does|goes"
    "|says|means|makes|takes|gets|comes|yes|regardless|nevertheless|previous|various|numerous|famous|serious"
    "|dangerous|religious|precious|obvious|enormous|tremendous|continuous|consecutive|famously|business|press"
    "|congress|progress|process|access|success|loss|boss|mass|class|glass|gas|bus|virus|campus|corps|status|focus"
    "|bonus|census|chorus|minus|versus|ours|theirs|yours|hers|himself|themselves|mr|mrs|ms|afterwards|overseas"
    "|upwards|downwards|sometimes|perhaps|alas|bias|chaos|christmas|texas|paris|news|politics|economics|physics"
    "|remains|shows|wants|needs|looks|seems|begins|ends|stands|sits|runs|leaves|follows|includes|requires|gives"
    "|keeps|starts|tells|thinks|believes|hopes|plans|works|lives|wins|loses|gains|falls|rises|drops|suggests"
    "|indicates|others'|analysis|basis|crisis|st|dies|it's|let's|nowadays|indigenous|nervous|suspicious|anonymous"
    "|spacious|ambitious|generous|notorious|infamous|gorgeous|luxurious|delicious|curious|conscious|cautious"
    "|previously|simultaneous|miscellaneous|homogeneous|perilous|fabulous|ridiculous|vicious"
)
