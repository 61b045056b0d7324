"""Query keys that say how a reader came, never which article it is."""

_PREFIXES = (
    "utm_",
    "mc_",
    "at_",
    "ns_",
    "pk_",
    "mtm_",
    "hsa_",
    "oly_",
    "vero_",
    "guce_",
    "fb_",
    "_hs",
    "__twitter",
)
_KEYS = frozenset(
    """
    _ga _gl amp_js_v cmp cmpid dclid dicbo echobox emc fbclid ftag ftcamp gbraid gclid gclsrc guccounter
    icid igsh igshid int_cmp intcmp ito li_fat_id mibextid mkt_tok msclkid ncid ocid partner rdt
    referringsource reflink sharetype smid smtyp soc_src soc_trk sref srnd taid traffic_source trk
    trkcampaign tsrc ttclid twclid unlocked_article_code usqp wbraid wpisrc wpmm xtor xtref yclid
    """.split()  # noqa: SIM905
)  # fmt: skip
# Keys that are an id elsewhere.
_ONLY_ON = {
    "ref": ("",),
    "ref_src": ("",),
    "ref_url": ("",),
    "s": ("twitter.com", "x.com"),
    "t": ("twitter.com", "x.com"),
    "si": ("youtube.com", "youtu.be"),
    "feature": ("youtube.com", "youtu.be"),
    "mod": ("wsj.com", "marketwatch.com", "barrons.com"),
    "st": ("wsj.com",),
}


def is_tracker(key: str, host: str) -> bool:
    """`host` as in the canonical address, without `www.`."""
    name = key.lower()
    if name in _KEYS or name.startswith(_PREFIXES):
        return True
    return any(not place or host == place or host.endswith("." + place) for place in _ONLY_ON.get(name, ()))
