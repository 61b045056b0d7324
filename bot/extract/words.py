"""Patterns that show what a sentence asserts."""

import re


def _any(parts: str) -> re.Pattern[str]:
    """Any of the patterns in a list parted by semicolons, as whole words."""
    return re.compile(r"\b(?:" + parts.replace("; ", "|") + r")\b", re.IGNORECASE)


MONEY = re.compile(
    r"[$€£¥₹]\s?\d|\b(?:dollars?|euros?|pounds|rubles?|roubles?|rupees?|yen|yuan|pesos?|USD|EUR|GBP|cents)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r"\d\s?%|\b(?:per\s?cent|percent|percentage points?)\b", re.IGNORECASE)
SIZES = _any(
    r"dozens; hundreds; thousands; millions; billions; half of; a third of; a quarter of; doubled; "
    r"tripled; trebled; halved; quadrupled; majority of; twice as; double the"
)
MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|"
    r"Feb\.|Aug\.|"
    r"Sept\.|Oct\.|Nov\.|Dec\.)"
)
DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTHS}|{MONTHS}\s+(?:\d{{1,2}}|\d{{4}})|(?:in|since|by|until|"
    rf"from|of|between)\s+"
    r"(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|(?:last|on|this)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:last|this)\s+(?:year|month|week|spring|summer|autumn|winter))\b",
)
CAUSE = _any(
    r"because(?: of)?; caus(?:e|es|ed|ing); le(?:d|ads|ading) to; result(?:s|ed|ing)? (?:in|from); "
    r"due to; as a result; blam(?:e|es|ed|ing); thanks to; trigger(?:s|ed|ing)?; linked (?:to|with); "
    r"contribut(?:e|es|ed|ing) to; responsible for; owing to; sparked; prompted; driven by; "
    r"attribut(?:e|ed|es|able) to; increases? the risk; (?:so|therefore) that is why; consequence of"
)
COMPARE = _any(
    r"(?:more|less|fewer|higher|lower|larger|bigger|smaller|worse|better|faster|slower|older|cheaper)\b["
    r"^.]{0,40}\bthan(?! (?:a |half )?(?:\d|one|two|three|four|five|six|ten|a hundred)); "
    r"compared (?:to|with); "
    r"(?:high|low|great|bigg|small|strong|weak|long|short|old|young|fast|slow|deadli|poor|rich|bad|larg)"
    r"est; the (?:most|worst|best|first|only); record (?:high|low|number|year|sum|level)s?; "
    r"never before; "
    r"(?:rose|risen|fell|fallen|dropped|climbed|increased|decreased|grew|grown|shrank|declined|soared|pl"
    r"unged); as (?:many|much|high|low|big) as; on average; ranks?|ranked; for the first time"
)
RULE = _any(
    r"illegal(?:ly)?; unlawful(?:ly)?; "
    r"(?:against|by|under|breaks?|broke|violat\w+) (?:the |a |an |its |new |\w+ )?(?:law|laws|act|rules?"
    r"|regulations?|directive|constitution|treaty|code); prohibit(?:s|ed)?; ban(?:s|ned)?; "
    r"(?:is|are|be) (?:legally )?(?:required|obliged|entitled|allowed|permitted|forbidden) (?:to|by); "
    r"mandatory; compulsory; must(?: not)?; the law (?:says|requires|allows|forbids); outlawed; "
    r"permit(?:s|ted)? (?:to|by); the rules (?:say|require|allow|state)"
)
FUTURE = _any(
    r"will(?! (?:of|and testament))(?:\W|$); won[’']t; shall; (?:is|are|was|were) going to; "
    r"(?:expected|projected|forecast|set|likely|due|poised|bound|predicted|planned) to; would(?! have); "
    r"by (?:20[3-9]\d); (?:is|are) about to; plans? to; [’']ll"
)
OPINION = _any(
    r"beautiful; wonderful; terrible; horrible; horrific; shameful; disgrac\w+; disgust\w+; amazing; "
    r"fantastic; great; awful; sad(?:ly)?; tragic(?:ally)?; outrag\w+; unacceptable; ridiculous; "
    r"should(?:n[’']t)?; ought to; hopes?; hoped; hopeful; feels?; felt; i think; we think; i believe; "
    r"we believe; proud; excited; delighted; disappoint\w+; unfortunately; perhaps; maybe; arguably; "
    r"of course; clearly; obviously; heartfelt; thoughts and prayers; condolences; condemn\w*; "
    r"welcom\w+; praised; thanked?; stunning; incredible; brave; evil; mistake; coward\w*; "
    r"best of luck; looking forward; committed to; love[sd]?; wish(?:es)?; honou?red; pleased; happy; "
    r"deserves?; betray\w+; complete (?:waste|failure); nonsense; scandal; insult"
)
VAGUE = _any(
    r"time will tell; remains to be seen; only time; in recent (?:years|weeks|months|days|times); "
    r"once again; a lot of; some say; many people; things; in the air; mood; atmosphere; smiled?; "
    r"stared; sunshine; drizzle; coffee; crowd (?:cheered|fell|grew); wait and see; life goes on; "
    r"quiet street; smell of; sipp\w+; shrugg\w+; sigh\w*; gaz\w+; whisper\w*; knows how; for now"
)
FIRST_PERSON = re.compile(r"\b(?:I|I[’']m|I[’']ve|we|We|our|Our|my|My|me|us)\b")
ACTS = _any(
    r"denied; confirmed; admitted; convicted; kill(?:s|ed); died; dead; injured; wounded; arrested; "
    r"charged; convicted; sentenced; fined; "
    r"resigned; sacked; fired; dismissed; appointed; elected; signed; approved; rejected; voted; "
    r"closed; opened; bought; sold; paid; spent; stole; stolen; destroyed; collapsed; crashed; "
    r"attacked; ordered; withdrew; withdrawn; cut; passed; shot; found; received; lost; hid; hidden; "
    r"deleted; leaked; built; refused; failed; ignored; suspended; cancelled; evacuated; detained; "
    r"deported; founded; launched; seized; met; banned; raised; evicted; poisoned"
)
OFFICE = re.compile(
    r"\b(?:prime minister|president|chancellor|(?:\w+ )?secretary|(?:\w+ )?minister|governor|mayor|"
    r"senator|commissioner|"
    r"chief executive|CEO|director(?: general)?|chair(?:man|woman)?|ambassador|attorney general|premier|"
    r"first minister|"
    r"king|queen|pope|speaker|chief of \w+|police chief|head of)\b",
    re.IGNORECASE,
)
APPOINTED = _any(
    r"(?:was|is|been|be|being|were) (?:appointed|elected|named|sworn in|re-?elected|nominated|made); "
    r"(?:became|becomes) (?:the|a|an|\w+ minister|president|mayor|head); resigned as; stepped down; "
    r"took (?:office|over as); "
    r"(?:is|was|serves|served|works|worked) (?:as )?(?:the |an? )?(?:\w+ ){0,2}(?:minister|president|may"
    r"or|governor|director|secretary|head|chief|chair\w*|chancellor|member|ambassador)"
)
CONTEXT = re.compile(
    r"^[“\"‘'«]?(?:He|She|They|It|This|That|These|Those|The latter|The former|Both|Neither|His|Her|Their|"
    r"Its|Such|"
    r"Another|The other|Instead|However|But|So|Then|There)\b"
)
NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    word: str(value * 10)
    for value, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3)
}
