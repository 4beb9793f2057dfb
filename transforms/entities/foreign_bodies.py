"""Bodies in other languages, whose names go on in small letters: "Direction générale des douanes"."""

from transforms.text.letters import CAPITAL, LETTER, LETTERS

# French, Spanish, Portuguese, Italian and German words that open such a name, and what ties it.
_HEADS = (
    r"(?:Haute )?(?:Autorité|Direction|Agence|Minist[eè]re|Conseil|Institut|Comité|Caisse|Fédération|"
    r"Confédération|Cour|"
    r"Assemblée|Société|École|Ecole|Centre|Bureau|Office|Mouvement|Front|Parti|Rassemblement|Syndicat|Chambre|Banque|"
    r"Association|Commission|Coordination|Observatoire|Ligue|Union)"
)
_FRENCH = (
    rf"{_HEADS}(?: (?:nationale?|générale?|centrale?|régionale?|supérieure?|supreme|suprême|française?|populaire|"
    rf"africaine?))*"
)
_FRENCH_TIE = (
    r"(?: (?:de la|de l['’]|des|du|d['’]|pour la|pour le|pour l['’]|pour les|pour|et des|et de la|et du|et|contre|"
    r"de) ?)"
)
_IBERIAN = (
    r"(?:Fundación|Fundação|Asociación|Associação|Instituto|Dirección|Ministerio|Ministério|Comisión|Comissão|Consejo|Conselho|"
    r"Movimiento|Movimento|Coordinadora|Federación|Federação|Confederación|Confederação|Centro|Frente|Partido|Sindicato|"
    r"Cámara|Câmara|Tribunal|Agencia|Agência|Secretaría|Secretaria|Corporación|Sociedad|Sociedade|Universidad|Universidade|"
    r"Colegio|Banco|Unión|União|Comité|Comitê|Fondo|Fondazione|Istituto|Ministero|Associazione|Unione|Partito)"
    r"(?: (?:Nacional|General|Geral|Nazionale|Superior|Suprem[oa]|Popular|Central|Naciona[il]s|Internacional|"
    r"Permanente))*"
)
_IBERIAN_TIE = (
    r"(?: (?:para (?:la|el|los|las|o|a)|para|por (?:la|el|los)|por|de (?:la|los|las|el)|del|do|da|dos|das|di|dei|della|"
    r"delle|degli|per (?:la|il|lo)|per|de|contra (?:la|el)|y de|e de|y|e) )"
)
_GERMAN = (
    r"(?:Institut|Zentrum|Bundesamt|Bundesministerium|Verein|Verband|Gesellschaft|Stiftung|Bündnis|Ministerium|Amt|Bund|"
    r"Hochschule|Akademie|Museum|Rat|Partei|Initiative|Haus|Bundesanstalt|Bundesverband|Bundesinstitut|Allianz|Landesamt)"
)
_GERMAN_TIE = r"(?: (?:für|der|des|zur|zum|von|und|gegen)(?: (?:die|den|das|der))? )"
_CAPITAL = rf"{CAPITAL}[{LETTERS}-]+"
# A French name may go on in small letters: of those words that English has not, by their ending, the longest first.
_FRENCH_ENDS = (
    "ières|chés|ments?|iques?|aires?|tions?|elles?|ances?|ières?|iers?|eurs?|ures?|lics?|rité|ense|oire|esse|"
    "ises?|anes|ées?|aux|ats?|age|és?"
)
_FRENCH_MORE = (
    r"(?: (?:publics|publiques?|financiers?|sociales?|sociaux|nationales?|électorales?|économiques?|politiques?|"
    r"extérieures?|intérieures?|étrang[eè]re?s|humains?|populaires?))"
)
_FRENCH_WORD = rf"(?:{_CAPITAL}|{LETTER}[{LETTERS}-]*(?:{_FRENCH_ENDS}){_FRENCH_MORE}?)"
FOREIGN_BODY = (
    rf"(?-u:\b)(?:{_FRENCH}(?:{_FRENCH_TIE}{_FRENCH_WORD})+|{_IBERIAN}(?:{_IBERIAN_TIE}{_CAPITAL}(?: {_CAPITAL})*)+|"
    rf"{_GERMAN}(?:{_GERMAN_TIE}{_CAPITAL})+)"
)
