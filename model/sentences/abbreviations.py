"""Words whose full stop may not end a sentence, and words that tell that it did.

All are in lower case and without their last full stop, as `stops` looks them up.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Stand before a name or a word: their full stop never ends a sentence.
NEVER_LAST = _words(
    """
    mr mrs ms mx messrs mlle mme dr drs prof rev revd fr hon rt pres gov govs lt col cols gen gens
    maj capt cpt cmdr cdr comdr sgt cpl pvt pfc adm brig sen sens rep reps supt insp det asst atty
    attys amb ald cllr st ste ft mt msgr vs v viz cf e.g i.e incl excl bzw del ret c p pp z
    """
)

# Stand before a number; elsewhere they may be a word that ends a sentence.
BEFORE_NUMBERS = _words(
    """
    no nos nr s fig figs vol vols ch chap sec sect art arts abs para paras pt eq ca op ed
    tel ext approx est b d m r reg hr hrs min max jan feb mar apr jun jul aug sep sept oct nov dec
    """
)

WEEKDAYS = _words("mon tue tues wed thu thur thurs fri sat sun")

MONTHS = _words(
    """
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    januar februar märz mai juni juli oktober dezember jahrhundert
    """
)

# May end a sentence; the next word decides.
MAY_BE_LAST = _words(
    """
    inc corp co cos ltd llc plc bros assn assoc dept dist div univ inst natl intl govt comm sec
    jr sr esq phd ph.d d.phil
    ala ariz ark calif colo conn fla ga ill ind kan ky la md mass mich minn miss mont neb nev
    okla ore pa penn tenn tex vt va wash wis wyo ont que alta
    jan feb aug sept oct nov dec al ibid approx est mio mrd
    """
)

# End a sentence where a capital follows, unless that goes on with them.
USUALLY_LAST = _words("etc am pm hr hrs ft lb lbs oz yd ave blvd rd hwy pkwy sq")

GO_ON = MONTHS | _words(
    """
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eastern central mountain
    pacific local monday tuesday wednesday thursday friday saturday sunday
    n s e w ne nw se sw
    """
)

ABBREVIATIONS = NEVER_LAST | BEFORE_NUMBERS | WEEKDAYS | MAY_BE_LAST | USUALLY_LAST

# Names that hold an exclamation mark, and what follows those that hold one.
EXCLAIMING_NAMES = _words("yahoo jeopardy wham oklahoma e panic oh mia rouge")
COMPANIES = _words("corp inc ltd co plc llc group")

# Capitalised, these begin a sentence rather than go on with a name.
STARTERS = _words(
    """
    a about according after again all along already also although among an and another any
    anyone are around as asked at because been before behind below besides between both but by
    can could despite did do does due during each earlier eight either even ever every everybody
    everyone everything except few five following for four from further get go had has have
    having he her here hers herself him himself his how however i i'd i'll i'm i've if in indeed
    inside instead into is it it's its itself just last later least less let like many maybe me
    meanwhile more moreover most much my neither never nevertheless next nine no nobody none nor
    not nothing now of off on once one only or other others our out over perhaps please rather
    seven several she should since six so some somebody someone something sometimes soon still
    such ten than that that's the their them then there there's therefore these they they're
    they've this those though three through throughout thus to today together tomorrow too two
    under unless until up upon very was we we'll we're we've were what what's when where whether
    which while who whose why will with within without would yes yesterday yet you you're your
    """
)
