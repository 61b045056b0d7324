"""Who asserts a sentence, by the real pipeline."""

import pytest
from spacy.language import Language

from bot.extract.attribution import Attributed, attribute
from bot.extract.sentences import split
from bot.model.page import Source

NAMED, UNNAMED, OUTLET, DOCUMENT = Source.NAMED, Source.UNNAMED, Source.OUTLET, Source.DOCUMENT


def last(text: str, nlp: Language) -> Attributed:
    """The last sentence of a text."""
    items, _ = attribute(split(tuple(text.split("\n")), nlp))
    return items[-1]


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("Health Secretary Ana Novak said the plan would cost 5 million euros.", NAMED, "Ana Novak"),
        ("“The plan costs 5 million euros,” said Nicola Sturgeon.", NAMED, "Nicola Sturgeon"),
        (
            "Nicola Sturgeon spoke in Leeds. The plan costs 5 million euros, Sturgeon said.",
            NAMED,
            "Nicola Sturgeon",
        ),
        ("The plan costs 5 million euros, according to Peter Holm.", NAMED, "Peter Holm"),
        ("The Environment Agency confirmed that the water was unsafe.", NAMED, "The Environment Agency"),
        ("Local police said that two men had been arrested.", NAMED, "Local police"),
        ("Officials said that two men had been arrested.", UNNAMED, "Officials"),
        ("A source close to the mayor said he would resign.", UNNAMED, "A source close to the mayor"),
        (
            "The mayor will resign, people familiar with the matter said.",
            UNNAMED,
            "people familiar with the matter",
        ),
        ("The mayor reportedly ordered the laboratory to delete its data.", UNNAMED, None),
        ("The mayor is said to have deleted the data in June.", UNNAMED, None),
        ("It is understood that the mayor deleted the data in June.", UNNAMED, None),
        ("Maria, a nurse, said she had seen the mayor delete the data.", UNNAMED, "Maria"),
        (
            "A waiter called Jonas said he had seen the mayor delete the data.",
            UNNAMED,
            "A waiter called Jonas",
        ),
        (
            "Niger's president Mahamadou Issoufou said that the trade zone was open.",
            NAMED,
            "Mahamadou Issoufou",
        ),
        ("The El Paso mayor, Dee Margo, said that the police were informed.", NAMED, "Dee Margo"),
        ("Some of the protesters said that they had been beaten.", UNNAMED, "Some of the protesters"),
        ("Pope Francis imposed a law forcing priests to report cases of abuse.", OUTLET, None),
        ("Ana Novak: “The plan costs 5 million euros.”", NAMED, "Ana Novak"),
        ("President Ana Novak opposed the deal: “The plan costs 5 million euros.”", NAMED, "Ana Novak"),
        ("The report says that 12 percent of samples were unsafe.", DOCUMENT, "The report"),
        ("According to court papers, the dealer was convicted in Malta.", DOCUMENT, "court papers"),
        ("The council spent 40 million euros on schools last year.", OUTLET, None),
        ("The minister declined to comment on the report on Monday.", OUTLET, None),
        ("The mayor did not say that the water was safe to drink.", OUTLET, None),
        ("Peter Holm resigned after officials said that he had lied.", OUTLET, None),
    ],
)
def test_the_speaker_is_whoever_asserts_it(
    text: str, source: Source, speaker: str | None, nlp: Language
) -> None:
    voice = last(text, nlp).voice
    assert (voice.source, voice.speaker) == (source, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Novak said the plan was late. She added that it cost 5 million euros.", "Ana Novak"),
        ("Ana Novak said the plan was late.\n“It costs 5 million euros and nobody told us.”", "Ana Novak"),
        ("“It is late,” said Ana Novak. “It costs 5 million euros and nobody told us.”", "Ana Novak"),
        ("Ana Novak said the plan was late.\nIt rained in Leeds all day.\nShe said it cost 5 million.", None),
        ("Ana Novak accused Rita Solberg of lying about it. She said the plan cost 5 million.", None),
        ("Peter Holm said the plan was late. She said it cost 5 million euros.", None),
    ],
)
def test_a_name_is_carried_only_where_nobody_else_can_be_meant(
    text: str, speaker: str | None, nlp: Language
) -> None:
    assert last(text, nlp).voice.speaker == speaker


@pytest.mark.parametrize(
    ("text", "direct"),
    [
        ("“We lost 310 nurses last year,” said Ana Novak.", True),
        ("Ana Novak called the plan “a complete waste of money” on Monday.", True),
        ("The so-called “green tax” costs drivers 40 euros a year.", False),
        ("Ana Novak said that 310 nurses had left last year.", False),
    ],
)
def test_a_quoted_term_is_no_direct_quote(text: str, direct: bool, nlp: Language) -> None:
    assert last(text, nlp).direct is direct


def test_a_quotation_over_paragraphs_keeps_the_speaker_named_at_its_end(nlp: Language) -> None:
    text = "“The owners took 9 million euros.\n“Nobody told the inspectors,” said Josip Marek."
    items, _ = attribute(split(tuple(text.split("\n")), nlp))
    assert [item.voice.speaker for item in items] == ["Josip Marek", "Josip Marek"]
    assert items[0].sentence.text == "The owners took 9 million euros."
