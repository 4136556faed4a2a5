"""Makes `communique/language/lemmas.tsv`: the forms whose lemma the rules of `communique.language.lemmas` get wrong.

    python -m training.lemma_table

From the train parts of UD_English-EWT (CC BY-SA 4.0) and UD_English-GUM (annotations CC BY 4.0, its non-commercial
genres left out), read from `$COMMUNIQUE_DATA/ud`: forms seen, with their commonest lemma, and the regular inflections
of every lemma seen. Then by hand: the principal parts of irregular verbs, unruly plurals, adjectives in -er.
"""

from __future__ import annotations

import gzip
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from communique.language.lemmas import TABLE, by_rule
from training.treebanks import NON_COMMERCIAL

CLOSED = ("AUX", "PRON", "DET", "PART", "ADV", "ADP", "SCONJ", "CCONJ", "PROPN")
UPOS = ("VERB", "NOUN", "ADJ", *CLOSED)
PREFIXES = ("over", "under", "out", "with", "fore", "up", "mis", "re", "un", "for", "be", "off", "in")
PREFIXED = """overcome overdo overhear override overrun oversee overtake overthrow overhang overlie overpay oversleep
    overwrite overeat overdraw undergo underlie undertake underpay undercut underwrite undersell outdo outgrow outrun
    outsell outspend outshine outbid withdraw withhold withstand foresee foretell forego forgo forgive forget forbid
    forsake uphold upset mislead misread misspell mistake misunderstand misspend rebuild redo remake rerun resell retake
    retell rethink rewrite resend rewind rebind repay regrow reset resit undo unwind unbind become befall beset offset
    input reheat rehear relay offload inlay bespeak bestow"""
IRREGULAR = """
    arise arose arisen; awake awoke awoken; bear bore borne born; beat beat beaten; begin began begun; bend bent
    bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken; breed bred; bring brought
    build built; burn burnt; buy bought; catch caught; choose chose chosen; cling clung; come came; creep crept
    deal dealt; dig dug; do did done; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven
    eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fling flung
    fly flew flown; bid bade bidden; get got gotten; forget forgot forgotten; forgive forgave forgiven
    forbid forbade forbidden; forsake forsook forsaken; freeze froze frozen; give gave given; go went gone
    grind ground; grow grew grown; hang hung; have had; hear heard; hide hid hidden; hold held; keep kept
    kneel knelt; know knew known; lay laid; lead led; lean leant; leap leapt; learn learnt; leave left; lend lent
    light lit; lose lost; make made; mean meant; meet met; mow mown; pay paid; plead pled; prove proven
    ride rode ridden; ring rang rung; rise rose risen; run ran; saw sawn; say said; see saw seen; seek sought
    sell sold; send sent; sew sewn; shake shook shaken; shear shorn; shine shone; shoot shot; show shown
    shrink shrank shrunk; sing sang sung; sink sank sunk sunken; sit sat; slay slew slain; sleep slept; slide slid
    sling slung; slink slunk; smell smelt; sow sown; speak spoke spoken; speed sped; spell spelt; spend spent
    spill spilt; spin spun; spit spat; spoil spoilt; spring sprang sprung; stand stood; steal stole stolen
    stick stuck; sting stung; stink stank stunk; stride strode; strike struck stricken; string strung
    strive strove striven; swear swore sworn; sweep swept; swell swollen; swim swam swum; swing swung
    take took taken; teach taught; tear tore torn; tell told; think thought; throw threw thrown; tread trod trodden
    understand understood; wake woke woken; wear wore worn; weave wove woven; weep wept; win won; wind wound
    wring wrung; write wrote written; lie lying; die dying; tie tying; vie vying; belie belying; untie untying
    panic panicked panicking; mimic mimicked mimicking; traffic trafficked trafficking; picnic picnicked picnicking
    frolic frolicked frolicking; soothe soothing soothed; loathe loathing loathed; bathe bathing bathed
    clothe clothing clothed; interfere interfering; persevere persevering persevered; range ranged ranging
    cringe cringed cringing; impinge impinged impinging; infringe infringed infringing; hinge hinged hinging
    oblige obliged obliging; reunite reunited reuniting; deplete depleted depleting; postpone postponed postponing
    condone condoned condoning; dethrone dethroned dethroning; haste hasted hasting; cohere cohered cohering
    interfere interfered; decree decreed; referee refereed; free freed; outrage outraged outraging
    murmur murmured murmuring; bedevil bedeviled bedeviling; exit exited exiting; veto vetoes vetoed vetoing
    singe singeing; sue sued suing; subdue subdued; annul annulled annulling; ignite ignited igniting
    enroll enrolled enrolling; boycott boycotted boycotting
"""
PLURALS = """
    ache aches; headache headaches; cache caches; niche niches; avalanche avalanches; moustache moustaches
    psyche psyches; axe axes; shoe shoes; toe toes; foe foes; woe woes; canoe canoes; movie movies; cookie cookies
    calorie calories; rookie rookies; zombie zombies; selfie selfies; hippie hippies; prairie prairies
    sortie sorties; lingerie lingeries; hoodie hoodies; bookie bookies; brownie brownies; eyrie eyries
    junkie junkies; cabbie cabbies; genie genies; basis bases; crisis crises; thesis theses; hypothesis hypotheses
    oasis oases; diagnosis diagnoses; synthesis syntheses; emphasis emphases; testis testes; phenomenon phenomena
    criterion criteria; bacterium bacteria; stratum strata; referendum referenda; memorandum memoranda
    curriculum curricula; stimulus stimuli; alumnus alumni; nucleus nuclei; life lives; wife wives; knife knives
    leaf leaves; loaf loaves; calf calves; half halves; thief thieves; wolf wolves; shelf shelves; scarf scarves
    self selves; hoof hooves; midwife midwives; goose geese; mouse mice; louse lice; ox oxen; tooth teeth; foot feet
    child children; grandchild grandchildren; schoolchild schoolchildren; person persons; excuse excuses
    recluse recluses; use uses; hearse hearses; passerby passersby; ski skis; taxi taxis; gas gases; bus buses
    minibus minibuses; bias biases; atlas atlases; canvas canvases; quiz quizzes; corps corps; series series
    species species; headquarters headquarters; news news; chaos chaos; lens lens; means means; politics politics
    economics economics; ethics ethics; logistics logistics; geopolitics geopolitics; gymnastics gymnastics
    alms alms; barracks barracks; crossroads crossroads; gallows gallows; whereabouts whereabouts
    athletics athletics; troop troops; supply supplies
"""
UNCOMPARED = """bitter clever counter cyber dishonest eager earnest elder former honest improper inner lackluster latter
    manifest meager modest northeast northwest other outer over premier proper sheer silver sinister slender sober
    somber southeast southwest super tender underwater upper utter"""
_SHORT = re.compile(r"(qu|[^aeiou])*[aeiou][bdgklmnprtvz]")
_CVC = re.compile(r".*[^aeiou][aeiou][bdgklmnprtvz]")


def seen() -> Counter[tuple[str, str, str]]:
    """How often (form, UPOS, lemma) is found, lower case; without typing errors, but for those in closed classes."""
    out: Counter[tuple[str, str, str]] = Counter()
    for name in ("ewt", "gum"):
        genre = ""
        with gzip.open(
            Path(os.environ["COMMUNIQUE_DATA"]) / "ud" / f"{name}-train.conllu.gz", "rt", encoding="utf-8"
        ) as f:
            for line in f:
                if line.startswith("# newdoc id = GUM_"):
                    genre = line.split("_")[1]
                cells = line.split("\t")
                if not cells[0].isdigit() or genre in NON_COMMERCIAL:
                    continue
                if cells[3] in ("AUX", "PART") or (cells[3] in UPOS and "Typo=Yes" not in cells[5]):
                    out[cells[1].lower().replace("’", "'"), cells[3], cells[2].lower().replace("’", "'")] += 1
    return out


def inflections(base: str, upos: str) -> Iterator[str]:
    """Regular forms of a lemma, in both spellings where they differ (travelling, traveling); no plural of trousers."""
    if upos == "VERB" or not re.search("[^aousx]s$", base):
        es = base + ("es" if re.search("(s|x|z|[cs]h)$", base) else "s")
        yield base[:-1] + "ies" if re.search("[^aeiou]y$", base) else es
    if upos != "VERB":
        return
    if not _SHORT.fullmatch(base):
        yield base[:-1] + "ied" if re.search("[^aeiou]y$", base) else base.removesuffix("e") + "ed"
        yield (base[:-1] if re.search("[^eioy]e$", base) else base) + "ing"
    if _CVC.fullmatch(base):
        yield base + base[-1] + "ed"
        yield base + base[-1] + "ing"


def by_form(entries: str) -> dict[str, str]:
    """Words by their irregular forms, verbs also with a prefix."""
    prefixed = PREFIXED.split()
    out: dict[str, str] = {}
    for entry in re.split(r"[;\n]", entries):
        base, *forms = entry.split() or [""]
        for whole in (base, *(p + base for p in PREFIXES if p + base in prefixed)):
            out |= {whole.removesuffix(base) + form: whole for form in forms}
    return out


def table() -> dict[tuple[str, str], str]:
    """Lemma by form and UPOS, of all forms that the rules get wrong."""
    counts = seen()
    bases: Counter[tuple[str, str]] = Counter()
    for (_, upos, base), n in counts.items():
        bases[base, upos] += n
    out: dict[tuple[str, str], str] = {}
    for (form, upos, base), n in counts.most_common():
        if _is_evidence(form, upos, base, n, bases):
            out.setdefault((form, upos), base)
    by_hand = by_form(IRREGULAR)
    out |= {(form, "VERB"): base for form, base in by_hand.items()}
    out |= {(form, "NOUN"): base for form, base in by_form(PLURALS).items()}
    out |= {(form, "ADJ"): form for form in UNCOMPARED.split()}
    for (base, upos), n in bases.most_common():
        if n < 2 or upos not in ("VERB", "NOUN") or not re.fullmatch("[a-z]{3,}", base):
            continue
        for form in inflections(base, upos):
            if not (form.endswith("ed") and base in by_hand.values()):
                out.setdefault((form, upos), base)
    return {key: base for key, base in out.items() if by_rule(*key) != base}


def _is_evidence(form: str, upos: str, base: str, n: int, bases: Counter[tuple[str, str]]) -> bool:
    """Whether a form seen with a lemma tells of English, and not of one annotator or one web page."""
    if not re.fullmatch(r"[a-z'.]+", form) or (n > 1) < (upos in CLOSED or "." in base):
        return False
    if upos in CLOSED:
        return upos != "PROPN" or len(form) > 2
    if form == base:
        singular = by_rule(form, upos)
        return singular == form or upos == "ADJ" or n > max(1, bases[singular, upos])
    return bases[base, upos] > 1 and (n > 1 or (len(form) > 2 and form[0] == base[0]))


def main() -> None:
    """Writes the table, sorted."""
    rows = sorted((form, upos, base) for (form, upos), base in table().items())
    head = (
        "# form, UPOS, lemma; from UD_English-EWT (CC BY-SA 4.0), UD_English-GUM (CC BY 4.0): training/lemma_table.py\n"
    )
    TABLE.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} rows in {TABLE}")


if __name__ == "__main__":
    main()
