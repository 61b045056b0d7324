"""Lines that stand on pages but belong to no article."""

import re
from collections.abc import Iterable

_COMMENTS = re.compile(
    r"""^\W*(
      (one|two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(thoughts?|comments?|responses?|replies)\b
        (\s+(on|to)\b.*)?
    | leave\s+a\s+(reply|comment)\b.* | comments?\s*(\(\d+\))?:?
    | (join|start)\s+the\s+(conversation|discussion)\b.*
    | comments?\s+(are|is)\s+(now\s+)?(closed|off|disabled)\b.* | (post|add|write)\s+a\s+comment\b.*
    | your\s+email\s+address\s+will\s+not\s+be\s+published\b.* | readers?['’]?\s+comments
    | logged\s+in\s+as\b.* | you\s+must\s+be\s+logged\s+in\b.*
    | (view|show|see)\s+(all\s+)?(\d+\s+)?comments\b.*
    | cancel\s+reply | what\s+do\s+you\s+think\?.*comments?.*
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY = re.compile(
    r"""^\W*(
      share\s+(this|on)\b.{0,80} | click\s+(here|to)\b.* | like\s+loading.* | like\s+this:?.*
    | loading\b.{0,12}
    | related(\s+(articles?|stories|posts?|content|topics?|coverage|reading))?\b:?(.{0,3}|:.*)
    | (read|see|learn)\s+(also|more|next|on)\b.{0,3} | (read|see)\s+(also|more|next)\s*:.*
    | also\s+read\b.* | more\s+(on|from)\s+this\b.*
    | (more|most)\s+(from|popular|read|stories|on)\b.{0,60}
    | you\s+(may|might)\s+(also\s+)?(like|enjoy|be\s+interested)\b.*
    | recommended(\s+for\s+you)?\W* | trending(\s+now)?\W* | up\s+next\W* | editor['’]?s['’]?\s+picks?\W*
    | sign[\s-]*(up|in)\b(?!\s+sheet).{0,200} | log\s+in\b.* | register\s+now\b.* | newsletters?\W*
    | get\s+(our|the|all\s+the)\b.*(newsletter|inbox|headlines|app).* | (enter|type)\s+your\s+e-?mail\b.*
    | (please\s+)?(subscribe|donate)\b.{0,200} | already\s+a\s+(subscriber|member)\b.*
    | (to\s+)?continue\s+reading\b.*
    | support\s+(our|independent|local)\b.*(journalism|newsroom|reporting|work)\b.*
    | become\s+a\s+(member|subscriber|patron)\b.*
    | this\s+(article|story|content)\s+is\s+(for|only\s+for|available\s+to
        |reserved\s+for)\s+(our\s+)?(subscribers|members)\b.*
    | (we|this\s+(web)?site|our\s+(web)?site
        |our\s+partners)\s+(and\s+our\s+partners\s+)?uses?\s+(necessary\s+)?cookies\b.*
    | by\s+(continuing|using|clicking|browsing|subscribing|signing)\b.*(cookies?|our\s+terms|agree\s+to
        |privacy).*
    | .*\b(cookie\s+(policy|settings|preferences|consent)|accept\s+(all\s+)?cookies|our\s+(privacy\s+policy
        |terms\s+of\s+\w+))\b.*
    | (privacy\s+policy|terms\s+of\s+(use|service)|cookies?(\s+notice)?)
    | ad(vertisement|vert)?s? | advertisement\b.{0,60} | sponsored(\s+content)?.{0,40} | promoted
    | (©|\(c\)|copyright\s+(©|\(c\)|\d{4})).{0,200} | .{0,120}\ball\s+rights\s+reserved\b.*
    | .*©\s*(\d{4}|copyright).*
    | .{0,80}\b(may|must)\s+not\s+be\s+(published|reproduced|broadcast|rewritten)\b.*
    | (photo(graph)?|image|picture|video|file\s+photo|illustration|credit|photo\s+by|source)\s*(credits?
        |courtesy)?\s*[:/|©].{0,160}
    | .{0,160}\((photo|image|picture|ap\s+photo|getty|reuters|afp)\b.{0,80}\)
    | .{0,160}(/\s*(getty\s+images|ap(\s+photo)?|afp|reuters|epa|pa\s+wire|pool)|\s(getty\s+images
        |ap\s+photo|shutterstock|alamy))
    | (tags?|categor(y|ies)|topics?|published|updated)\s*:.{0,80}
    | (filed\s+under|last\s+(updated|modified))\b.{0,80}
    | (posted|published|updated)\s+(in|on|by|at)\b[^.]{0,60}
    | (follow|like|join|find)\s+(us|me)\b.* | (follow|contact)\s+@?\w+(\s\w+)?\s+(on|at)\b.{0,80}
    | skip\s+to\b.* | back\s+to\s+top
    | (print|e-?mail|tweet|pin|facebook|twitter|whatsapp|telegram|reddit|linkedin|pinterest|instagram|x)
        (\s+(this|\(opens.*))?
    | (please\s+)?enable\s+(javascript|cookies)\b.*
    | (your\s+browser|javascript)\b.*\b(support|disabled|required|enable)\b.*
    | notify\s+me\s+of\b.* | required\s+fields\s+are\s+marked\b.* | save\s+my\s+name\b.*
    | (name|e-?mail|website|comment)\s*\*?
    | (previous|next|older|newer)\s+(post|article|story|posts|stories)\b.*
    | \d+\s+(min(ute)?s?)\s+(read|ago)\b.*
    | (with\s+)?(additional\s+)?reporting\s+by\b.{0,160} | editing\s+by\b.{0,120}
    | (send|got|have)\s+(us\s+)?(a\s+)?(news\s+)?(tips?|story)\b.{0,120} | @\w+ | https?://\S+
    | listen\s+to\s+this\s+article.*
    | this\s+(article|story|post)\s+(was\s+)?(originally\s+)?(first\s+)?(appeared|published)\b.{0,120}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


def is_boilerplate(line: str) -> bool:
    """Whether a line is page furniture: sharing, cookies, copyright, credits, forms."""
    return len(line) < 600 and bool(_ANY.match(line) or _COMMENTS.match(line))


def article_lines(lines: Iterable[str]) -> list[str]:
    """The lines of the article; everything from the comments' heading on is gone."""
    kept: list[str] = []
    for line in lines:
        if len(line) < 300 and _COMMENTS.match(line):
            break
        if any(map(str.isalpha, line)) and not is_boilerplate(line):
            kept.append(line)
    return kept
