"""Words by which a sentence shows who asserts it, as word forms."""


def _forms(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


# Verbs of saying; they count with a clause or a quotation.
SPEECH_VERBS = _forms(
    "read reads commented comments commenting point points pointed pointing said says say saying tell",
    "tells told telling claim claims claimed claiming warn warns warned warning argue argues argued",
    "arguing add adds added adding insist insists insisted insisting announce announces announced",
    "announcing confirm confirms confirmed confirming deny denies denied denying allege alleges alleged",
    "alleging admit admits admitted admitting acknowledge acknowledges acknowledged acknowledging report",
    "reports reported reporting state states stated stating explain explains explained explaining note",
    "notes noted noting reveal reveals revealed revealing declare declares declared declaring estimate",
    "estimates estimated estimating conclude concludes concluded concluding suggest suggests suggested",
    "suggesting indicate indicates indicated indicating assert asserts asserted asserting maintain",
    "maintains maintained maintaining reply replies replied replying respond responds responded",
    "responding answered answers tweeted tweets wrote writes write writing posted posts recalled recalls",
    "recalling concede concedes conceded predict predicts predicted predicting promise promises promised",
    "promising pledge pledges pledged pledging vow vows vowed vowing stress stresses stressed stressing",
    "emphasised emphasized emphasises emphasizes complain complains complained complaining testify",
    "testifies testified testifying find finds found show shows showed shown showing ruled rules ruling",
    "accuse accuses accused accusing believe believes believed believing fear fears feared think thinks",
    "thought thinking expect expects expected observe observes observed observing remark remarked remarks",
    "continue continued continues boast boasts boasted joked jokes quip quipped mention mentions",
    "mentioned mentioning contend contends contended contending calculate calculates calculated urge",
    "urged urges asked asks demanded called calls described describes blame blames blamed disclosed",
    "discloses disclosing forecast forecasts reckon reckons reckoned caution cautions cautioned",
    "cautioning speculated informed informs",
)
# Only with a quotation: with a clause they are no assertion of their subject.
QUOTE_ONLY = _forms(
    "read reads commented comments commenting asked asks demanded called calls described describes",
    "continue continued continues posted posts urge urges urged joked jokes quip quipped",
)
# An object is enough: "Novak denied the report".
STRONG_VERBS = _forms(
    "report reports reported claim claims claimed allege alleges alleged blame blames blamed accuse",
    "accuses accused estimate estimates estimated predict predicts predicted forecast forecasts",
)
COMMIT_VERBS = _forms(
    "claim claims claimed promise promises promised pledge pledges pledged vow vows vowed promising",
    "pledging vowing claiming",
)
# Passive without an agent: nobody stands for it.
HEARSAY_VERBS = _forms(
    "said believed alleged claimed reported thought understood rumoured rumored feared suspected",
    "speculated expected",
)
HEARSAY_ADVERBS = _forms(
    "reportedly allegedly supposedly purportedly rumoured rumored unconfirmed",
)
MODALS = _forms(
    "would could might may should can ca",
)
OTHER_MARKS = _forms(
    "when after if because although though while before until unless whether since once where",
)

DOCUMENTS = _forms(
    "motion petition manifesto budget bill decree report study survey poll document documents papers",
    "paper filing filings lawsuit indictment letter memo email emails e-mail statement census data",
    "figures statistics audit analysis transcript transcripts records record ruling complaint affidavit",
    "research release dossier white-paper assessment findings article book bulletin minutes contract",
    "invoice invoices judgment judgement verdict review briefing notice website tweet forecast files file",
    "index accounts log logs footage text message messages charter constitution law treaty act",
)
UNNAMED = _forms(
    "official officials source sources people person insider insiders witness witnesses resident",
    "residents expert experts analyst analysts critic critics scientist scientists observer observers",
    "spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons aide aides diplomat",
    "diplomats adviser advisers advisor advisors lawmakers activists campaigners supporters opponents",
    "doctors doctor nurse nurses parents neighbours neighbors neighbour neighbor friend friends relatives",
    "workers worker employee employees staff staffers man woman men women student students economists",
    "economist researchers researcher reports rumours rumors many some others everyone nobody someone",
    "locals villagers users user fans protesters investors traders teacher teachers colleague colleagues",
    "executive executives soldier soldiers passenger passengers eyewitness eyewitnesses mother father",
    "wife husband son daughter brother sister family victim victims lawyer lawyers attorney attorneys",
    "minister ministers senator senators mayor president secretary chief director manager professor",
    "historians historian commentators commentator media voters farmers drivers driver customer customers",
    "members member leaders leader rescuers survivors survivor boy girl child children officer officers",
    "caller tipster whistleblower",
)
BODIES = _forms(
    "groups unions companies firms charities organisations organizations ministries councils courts",
    "agencies banks hospitals universities governments parties departments committees airlines regulators",
    "operators police government ministry council court company party committee army military commission",
    "agency department prosecutors prosecution parliament congress senate union group firm organisation",
    "organization charity bank university hospital club authorities authority board board's office",
    "service team administration cabinet palace embassy inspectorate watchdog regulator ombudsman",
    "firefighters brigade church school ngo institute institution association federation federations",
    "league airline operator manufacturer developer newspaper paper's magazine broadcaster channel",
    "network station agency's tribunal jury judges judge coastguard navy force forces force's corporation",
    "foundation coalition opposition campaign think-tank lab laboratory",
)
REPORTERS = _forms(
    "they we i you it he she who which that this these those one",
)
ISSUED = _forms(
    "issued released published gave made put posted sent issues releases",
)
ANONYMOUS = (
    r"anonym|not to be (?:named|identified|quoted)|not be(?:ing)? (?:named|identified)|"
    r"declined to be (?:named|identified)|not authori[sz]ed to|wish\w* to remain|withheld (?:his|her|"
    r"their) name"
)

# A name follows these.
OFFICES = _forms(
    "mr mrs ms miss dr sir lady lord dame prof professor president minister secretary chancellor senator",
    "governor mayor judge justice colonel captain sergeant sheriff councillor congressman congresswoman",
    "premier ambassador commissioner chairman chairwoman spokesman spokeswoman sen gov rep",
)
TITLES = _forms(
    "mr mrs ms miss dr sir lady lord dame prof professor president minister secretary chancellor senator",
    "governor mayor judge justice general colonel captain sergeant king queen prince princess pope bishop",
    "archbishop sheriff chief councillor councilor congressman congresswoman representative rep sen gov",
    "gen col lt sgt capt rev father sister premier ambassador commissioner director chairman chairwoman",
    "spokesman spokeswoman spokesperson officer deputy vice prime foreign health interior defence defense",
    "finance home former ex acting detective inspector superintendent constable commander major attorney",
    "counsel mp mep",
)
FEMALE_WORDS = _forms(
    "mrs ms miss lady dame queen princess sister spokeswoman chairwoman congresswoman",
)
MALE_WORDS = _forms(
    "mr sir lord king prince father spokesman chairman congressman pope",
)
FEMALE_NAMES = _forms(
    "alice amanda amy ana andrea angela ann anna anne annie barbara betty carmen carol caroline catherine",
    "charlotte chloe christina christine claire clara daisy deborah diana donna dorothy elena elizabeth",
    "ella ellen emily emma eva fatima fiona frances grace hannah heather helen ida ines irene isabel",
    "isabella jane janet jennifer jessica joan joanna jodie judith julia julie karen kate katherine",
    "kathleen kelly laura leila linda lisa lucy lydia magdalena mara margaret maria marie marta martha",
    "mary maya melissa mia michelle mila monica nadia nancy natalie natasha nicola nina nora olga olivia",
    "pamela patricia paula petra priya rachel rebecca rita rosa rose ruth samantha sandra sara sarah",
    "sharon sofia sonia sophia sophie stella stephanie susan susanna theresa tina ursula valentina vera",
    "veronika victoria yasmin zara zoe aisha amina mina lena lea tanja maja",
)
MALE_NAMES = _forms(
    "aaron abdul adam ahmed alan albert alex alexander ali andrew anthony antonio arthur ben benjamin",
    "boris brian bruce carl carlos charles chris christian christopher colin daniel david dennis dmitry",
    "donald douglas edward eric francis frank fred gary george gerald graham gregory hans harold harry",
    "henry howard hugh ian igor ivan jack jacob james jamie jason jean jeff jeffrey jeremy jim joe john",
    "johan jonathan jose joseph juan julian justin karl keith kenneth kevin larry lee leo leon louis luca",
    "luka luke marco marcus mario mark martin matthew max michael miguel mike mohamed mohammed muhammad",
    "nathan neil nicholas nick nigel oliver omar oscar pablo patrick paul pavel pedro peter philip pierre",
    "rafael ralph raymond richard robert roger ronald roy russell ryan samuel sean sergei sergey simon",
    "stefan stephen steve steven stuart thomas tim timothy toby tom tomas tony victor viktor vladimir",
    "walter william yusuf janez marko miha",
)
FIRST_NAMES = FEMALE_NAMES | MALE_NAMES
