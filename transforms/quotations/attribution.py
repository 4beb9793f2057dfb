"""Quotation attribution: by the clause it is in, the one behind its comma, or the sentence before."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.quotations import clauses
from transforms.quotations.clauses import Subjects
from transforms.quotations.fragments import is_parted_title
from transforms.quotations.speech_verbs import Verbs
from transforms.quotations.tags import NONE, Tags, letter_table

_RIGHT_REACH, _SIGNED_REACH, _TITLE_REACH = 25, 12, 8
# A sentence before of so few tags behind its verb may open a quotation.
_SHORT_SENTENCE = 7
# A word or two within a sentence are a term, not its subject's words.
_LEAST_BLANKS = 2
# A verb that no list knows, behind a closing comma: "countered Mr Hale", "Tom Hale retorted."
_UNKNOWN_INVERTED = r"^(?<gap>,?y*)(?<verb>[el])(?<phrase>[CTn]*P|TC+|d?[CT]*nC+)[.,|;]"
_UNKNOWN = r"^(?<gap>,?)(?<phrase>(?:[CT]*P|TC+|d[l]?n))(?<verb>e)(?:[.,|proa]|y[.,|])"
_BARE_CLAUSE = r"^(?:h|d?[CTl]*[PnO])V[y@]?[.|]"
# What may are between a quotation and the subject of its clause: "former mayor", "Hale campaign manager".
_PLAIN_LEAD = r"^,?-?[yk]?(?:[CTnlMOLdg0e]|P[gn]|P[Cl]n)*$"
_SIGNED = r"^(?<gap>\.?\|?-)(?<phrase>[CTn]*P)(?:[.,|(]|$)"


def attributed(tags: Tags, verbs: Verbs, quotes: pl.DataFrame) -> pl.DataFrame:
    """Who says each quotation.

    Takes the quotations that the tags were made with: text, goes_on (taken up by the next paragraph) and is_term (words
    that nobody says).
    Gives a row per quotation of the tags: begin, end (tags of the speaker, NONE where there is none), verb (tag, or
    NONE) and rule.
    """
    rows = _Attribution(tags, verbs, ~quotes["is_term"].to_numpy())
    rows.in_clauses()
    rows.behind_unknown_verbs()
    rows.at_marks()
    text = pl.col("text")
    several = (text.str.count_matches(" ", literal=True) >= _LEAST_BLANKS) & ~is_parted_title(text)
    rows.in_sentences(quotes.select(several).to_series().to_numpy())
    rows.going_on(quotes["goes_on"].to_numpy())
    return pl.DataFrame(
        {"begin": rows.begin, "end": rows.end, "verb": rows.verb, "rule": pl.Series(rows.rule, dtype=pl.String)}
    )


class _Attribution:
    """Quotations and who says them, filled by one kind of evidence after the other."""

    def __init__(self, tags: Tags, verbs: Verbs, there: Bools) -> None:
        at = tags.quotes
        self.tags, self.verbs, self.at, self.there = tags, verbs, at, there
        count = len(at)
        self.begin, self.end, self.verb = (np.full(count, NONE, dtype=np.int64) for _ in range(3))
        self.rule = np.full(count, "unattributed", dtype="U16")
        self.text = tags.text(at)
        self.code = tags.codes[at]
        self.previous = tags.codes[np.maximum(at - 1, 0)]
        self.opens = letter_table(".|")[self.previous]
        # A quotation with a question mark does not end its sentence: '"Who?" Anna asked.'
        # Nor does one before a sentence that is nothing but its clause: '"It is late." He said.'
        edge = tags.sentence_end(at)
        following = tags.forward(edge + 1, np.minimum(edge + _RIGHT_REACH, len(tags.codes)))
        alone = (self.code == ord("f")) & following.str.contains(_BARE_CLAUSE).to_numpy()
        soft = ((self.code == ord("z")) | alone) & (edge == at + 1) & (tags.codes[edge] == ord("."))
        self.until = np.where(soft, tags.sentence_end(np.minimum(edge, len(tags.codes) - 1)), edge)
        self.right = at + 1 + soft
        self.is_open = letter_table("qz")[self.code] | soft

    def fill(self, subjects: Subjects, kept: Bools, rule: str, verb: Int64s | None = None) -> None:
        """Give quotations that nobody says yet a speaker."""
        kept = kept & subjects.held & (self.begin == NONE) & self.there
        # What an article ends with is not about the words that the next one opens with.
        kept &= self.tags.text(np.where(kept, subjects.begin, self.at)) == self.text
        self.begin[kept], self.end[kept] = subjects.begin[kept], subjects.end[kept]
        if verb is not None:
            self.verb[kept] = verb[kept]
        self.rule[kept] = rule

    def fill_rows(self, rows: Int64s, subjects: Subjects, rule: str, verb: Int64s | None = None) -> None:
        """The same for some of the rows."""
        count = len(self.at)
        whole = None if verb is None else np.full(count, NONE, dtype=np.int64)
        if whole is not None and verb is not None:
            whole[rows] = verb
        self.fill(clauses.spread(subjects, rows, count), np.ones(count, dtype=bool), rule, whole)

    def in_clauses(self) -> None:
        """The clause that a quotation is in, or that comes after its comma."""
        tags, at = self.tags, self.at
        said = self.verbs.only(~self.verbs.is_thought)
        left = said.last_before(at, tags.sentence(at))
        left_at, left_who = said.place(left), said.who(left)
        nearby = (left_at == at - 1) | letter_table(":,")[self.previous]
        # 'Hale said Lind would call it "a gift"', "was asking for": what is not said yet is still Hale's.
        finite = said.only(tags.are(said.at, "VS"))
        teller = finite.last_before(at, tags.sentence(at))
        open_ended = tags.are(left_at, "BW") | (tags.are(left_at, "I") & tags.are(left_at - 1, "s"))
        told = (left != NONE) & open_ended & ~nearby & (teller != NONE)
        left_at = np.where(told, finite.place(teller), left_at)
        left_who = finite.who(teller).where(told).or_else(left_who)
        # "was planning to open" is neither said nor thought.
        thought = self.verbs.only(~(self.verbs.is_thought & tags.are(self.verbs.at, "BW")))
        thoughts = thought.last_before(at, tags.sentence(at))
        verbs = self.verbs.only(self.verbs.may_follow)
        strong = left_who.held & nearby
        right = verbs.first_after(self.right - 1, self.until)
        right_at, right_who = verbs.place(right), verbs.who(right)
        safe_begin = np.where(right_who.held, right_who.begin, 0)
        lead = tags.forward(self.right, np.where(right_who.held, np.minimum(safe_begin, right_at), self.right))
        # Between the quotation and the clause is a comma at most: '"Go," as Hale put it'.
        plain = lead.str.contains(_PLAIN_LEAD).to_numpy()
        inverted = right_who.held & (right_who.begin > right_at)
        behind = right_who.held & plain & ((right_at < right_who.begin) | (right_who.begin >= self.right))
        comma = self.is_open | tags.are(self.right, ",-")
        right_ok = behind & (comma | (inverted & (right_at <= self.right + 1)))
        self.fill(left_who, strong, "verb_before", left_at)
        self.fill(
            right_who,
            right_ok & (self.opens | ~left_who.held | (inverted & (right_at <= self.right))),
            "verb_after",
            right_at,
        )
        self.fill(left_who, left_who.held, "verb_before", left_at)
        self.fill(right_who, right_ok | (behind & self.opens), "verb_after", right_at)
        self.fill(thought.who(thoughts), thoughts != NONE, "verb_before", thought.place(thoughts))
        # '"Sorry" for the delay, said Hale.'
        far = verbs.last_before(self.until, self.right)
        far_at, far_who = verbs.place(far), verbs.who(far)
        first = np.where(far_who.held, np.minimum(far_who.begin, far_at), 0)
        begin = np.maximum(self.right, first - _TITLE_REACH)
        parted = tags.backward(begin, np.maximum(first, begin)).str.contains(r"^[CTnlMOLdg0e]*[,q]").to_numpy()
        self.fill(far_who, parted, "verb_after", far_at)

    def behind_unknown_verbs(self) -> None:
        """Any verb between a closing comma and a name."""
        tags = self.tags
        comma = letter_table("qz")[self.code] | tags.are(self.right, ",")
        rows = np.flatnonzero((self.begin == NONE) & comma)
        right = self.right[rows]
        letters = tags.forward(right, np.minimum(right + _RIGHT_REACH, len(tags.codes)))
        for pattern, inverted in ((_UNKNOWN_INVERTED, True), (_UNKNOWN, False)):
            found = clauses.group_lengths(letters, pattern)
            gap, phrase = found["gap"], found["phrase"]
            begin = right + gap + inverted
            verb = np.where(inverted, begin - 1, begin + phrase)
            named = clauses.picked_forward(tags, begin, begin + phrase, phrase > 0)
            self.fill_rows(rows, named, "verb_after", verb)

    def at_marks(self) -> None:
        """The name before a colon or behind a dash."""
        tags = self.tags
        line = self.opens & (tags.codes[np.maximum(self.at - 2, 0)] == ord(":"))
        colon = (self.previous == ord(":")) | line
        rows = np.flatnonzero(colon & (self.begin == NONE))
        place = np.maximum(np.where(line, self.at - 2, self.at)[rows], 1)
        sentence = tags.sentence(place - 1)
        spoken = self.verbs.last_before(place, sentence)
        self.fill_rows(rows, self.verbs.who(spoken).where(line[rows]), "verb_before", self.verbs.place(spoken))
        titled = clauses.group_lengths(tags.forward(sentence + 1, place), r"^(?<name>[pra]?[CTnl]*P):")["name"]
        name = sentence + titled
        self.fill_rows(rows, Subjects(name, name + 1).where(titled > 0), "colon")
        main = clauses.main_subjects(tags, sentence)
        speaks = tags.are(main.end - 1, "PhOnNC") & (main.begin < self.at[rows])
        self.fill_rows(rows, main.where(speaks), "colon")
        rows = np.flatnonzero(self.begin == NONE)
        end = np.minimum(self.at[rows] + _SIGNED_REACH, len(tags.codes))
        found = clauses.group_lengths(tags.forward(self.at[rows] + 1, end), _SIGNED)
        end = self.at[rows] + 1 + found["gap"] + found["phrase"]
        self.fill_rows(rows, Subjects(end - 1, end).where(found["phrase"] > 0), "dash")

    def in_sentences(self, several: Bools) -> None:
        """The subject of the sentence that a fragment is in, or of the one before: "Hale chimed in."."""
        tags = self.tags
        rows = np.flatnonzero((self.begin == NONE) & ~self.opens & several)
        main = clauses.main_subjects(tags, tags.sentence(self.at[rows]))
        speaks = tags.are(main.end - 1, "PhnN") | tags.are(main.begin, "O")
        self.fill_rows(rows, main.where((main.end <= self.at[rows]) & speaks), "subject")
        before = np.maximum(self.at - 1, 0)
        sentence = tags.sentence(np.maximum(before - 1, 0))
        spoken = self.verbs.last_before(before, sentence)
        spoken_at = self.verbs.place(spoken)
        last_quote = np.append(NONE, self.at[:-1])
        quiet = (last_quote < sentence) | (spoken == NONE)
        short = (self.previous == ord(".")) & (before - spoken_at <= _SHORT_SENTENCE) & quiet
        self.fill(self.verbs.who(spoken), self.opens & short, "sentence_before", spoken_at)

    def going_on(self, taken_up: Bools) -> None:
        """The speaker before: in the same or the next sentence, or in the next paragraph of open words."""
        tags, at = self.tags, self.at
        if not len(at):
            return
        last = np.append(0, at[:-1])
        same_text = np.append(False, self.text[1:] == self.text[:-1])
        nearby = (tags.sentence(at) == tags.sentence(last)) | (
            self.opens & (tags.sentence_end(last) == tags.sentence(at))
        )
        taken = np.append(False, taken_up[:-1])
        # '"Transition" is a reference to the plan' speaks of the word.
        whole = ~self.opens | letter_table("fzq")[self.code] | tags.are(at + 1, ".|,")
        # Nor does it go on where another name comes before the full stop.
        names = tags.places("PT")
        another = self.opens & (np.searchsorted(names, at) != np.searchsorted(names, tags.sentence_end(at)))
        follows = (self.begin == NONE) & same_text & ((nearby & whole & ~another) | taken) & self.there
        # Open words whose last paragraph names the speaker.
        self._spread(np.cumsum(~follows), backward=False)
        self._spread(np.cumsum(~taken), backward=True)

    def _spread(self, run: Int64s, *, backward: bool) -> None:
        """Give the quotations of each run the speaker of the one before (or after) it that has one."""
        step = -1 if backward else 1
        run, held = run[::step], (self.begin != NONE)[::step]
        rows = np.arange(len(run))
        last = np.maximum.accumulate(np.where(held, rows, NONE))
        same = (last != NONE) & (run[np.maximum(last, 0)] == run)
        begin, end = (np.where(same, column[::step][last], NONE)[::step] for column in (self.begin, self.end))
        self.fill(Subjects(begin, end), np.ones(len(run), dtype=bool), "goes_on")
