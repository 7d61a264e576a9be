"""Passages of interviews and transcripts belong to whoever speaks; \"\" stands for nobody."""

from __future__ import annotations

import pytest

from causerie.extraction.extract import Profile, extract_reading
from causerie.model import Reading
from causerie.reading import read_text

CASES = [
    # questions without a mark, one without question mark
    (
        "fr",
        [
            ("", "« Le canal est à sec depuis deux étés »"),
            (
                "",
                "Maraîchère à Vernoux, Léa Roche dirige le syndicat des irrigants de la plaine. Elle "
                "revient sur les restrictions décidées en juin.",
            ),
            ("", "Comment vivez-vous cette sécheresse ?"),
            (
                "Léa Roche",
                "Mal. Le canal est à sec depuis deux étés, et la moitié de mes plants ont brûlé avant "
                "la fin du mois de mai.",
            ),
            ("", "Pourtant la préfecture assure que les réserves suffisent."),
            (
                "Léa Roche",
                "Les réserves suffisent aux villes, pas aux champs. La nappe baisse parce que les "
                "forages privés ne sont pas comptés par l'administration.",
            ),
            ("", "Que demandez-vous ?"),
            ("Léa Roche", "Un compteur sur chaque forage, et un tarif qui monte avec les volumes."),
            ("", "Propos recueillis par Hugo Vidal"),
        ],
    ),
    # one label beside questions without one
    (
        "fr",
        [
            ("", "Le directeur du port explique la panne"),
            (
                "",
                "Un portique est tombé mardi sur le quai nord. Nous avons rencontré le directeur du port.",
            ),
            ("", "Que s'est-il passé ?"),
            (
                "Bruno Alary",
                "Bruno Alary : Un câble a cédé à cause de la rouille. Le vent n'y est pour rien.",
            ),
            ("", "Les syndicats parlent d'un défaut d'entretien."),
            (
                "Bruno Alary",
                "Bruno Alary : L'entretien a été réduit de moitié en cinq ans, je ne le nie pas.",
            ),
        ],
    ),
    # dashes in turn
    (
        "fr",
        [
            ("", "Samira Kessous est cheffe du service des urgences de l'hôpital de Lorme."),
            ("", "– Combien de lits manquent cet hiver ?"),
            (
                "Samira Kessous",
                "– Trente-deux. Les infirmières partent parce que les horaires sont intenables.",
            ),
            ("", "– Le ministère promet des renforts."),
            (
                "Samira Kessous",
                "– Ils arriveront trop tard. La grippe a déjà rempli tous les couloirs du rez-de-chaussée.",
            ),
            ("", "– Et après ?"),
            ("Samira Kessous", "– Après, nous fermerons l'accueil de nuit."),
        ],
    ),
    # initials of two, bold questions
    (
        "fr",
        [
            ("", "# La digue en débat"),
            (
                "",
                "Nadia Ferrer, hydrologue, et Paul Guérin, maire de Sauzet, débattent de la nouvelle digue.",
            ),
            ("", "**La digue protège-t-elle le village ?**"),
            (
                "Nadia Ferrer",
                "**N. F.** : Non. Elle déplace la crue vers l'aval, et les fermes seront noyées.",
            ),
            (
                "Paul Guérin",
                "**P. G.** : Elle a tenu en janvier. Les habitants dorment mieux grâce à elle.",
            ),
            ("", "**Faut-il la relever encore ?**"),
            ("Nadia Ferrer", "**N. F.** : Surtout pas, le courant deviendrait plus violent."),
            ("Paul Guérin", "**P. G.** : Un mètre suffirait, selon nos ingénieurs."),
        ],
    ),
    # bold questions, one without question mark
    (
        "fr",
        [
            (
                "",
                "ENTRETIEN. L'économiste Yann Le Bihan juge sévèrement la taxe sur les entrepôts.",
            ),
            ("", "**La taxe est votée. Une bonne nouvelle ?**"),
            (
                "Yann Le Bihan",
                "Pas vraiment. Elle frappe les petits loueurs et pousse les grands groupes à "
                "construire de l'autre côté de la frontière.",
            ),
            ("", "**Le gouvernement attend deux cents millions d'euros.**"),
            (
                "Yann Le Bihan",
                "Il en aura cinquante. Les loyers vont grimper parce que personne ne bâtira plus rien ici.",
            ),
            ("", "**Que faudrait-il faire ?**"),
            (
                "Yann Le Bihan",
                "Taxer les terrains vides. C'est simple, et cela ferait baisser les prix.",
            ),
        ],
    ),
    # numbered questions
    (
        "fr",
        [
            ("", "Trois questions à Marc Oriol, président de la fédération des libraires"),
            ("", "1. Les ventes reculent-elles ?"),
            (
                "Marc Oriol",
                "Oui, de huit pour cent depuis l'automne, et les petites villes souffrent plus que les"
                " autres.",
            ),
            ("", "2. Quelle en est la cause ?"),
            (
                "Marc Oriol",
                "La hausse du papier a renchéri les livres de poche, que les jeunes lecteurs "
                "achetaient avant tout.",
            ),
            ("", "3. Que peut faire l'État ?"),
            ("Marc Oriol", "Baisser les frais d'envoi, comme il l'avait promis."),
        ],
    ),
    # a name spelt out, then initials, headings
    (
        "fr",
        [
            ("", "Le grand témoin"),
            ("", "Ancienne juge, Corinne Halbout publie un livre sur les prisons."),
            ("", "Pourquoi ce livre ?"),
            (
                "Corinne Halbout",
                "Corinne Halbout. Parce que personne n'écoute les gardiens, et que le silence abîme "
                "les prisons autant que les murs.",
            ),
            ("", "Une loi oubliée"),
            ("", "La loi de 2009 n'a-t-elle rien changé ?"),
            ("Corinne Halbout", "C. H. Elle n'a jamais été appliquée. Les crédits manquaient."),
            ("", "Les directeurs disent le contraire."),
            ("Corinne Halbout", "C. H. Ils défendent leur place."),
        ],
    ),
    # one label, a question without question mark
    (
        "fr",
        [
            ("", "L'invité du jour"),
            (
                "",
                "Chaque matin, un habitant de la vallée répond à trois questions. Aujourd'hui, Fatou "
                "Diarra, boulangère à Pressac.",
            ),
            ("", "Le pain a augmenté. À cause de la farine ?"),
            (
                "Fatou Diarra",
                "Fatou Diarra : Surtout à cause du gaz. Mon four me coûte deux fois plus qu'en 2021.",
            ),
            ("", "Et vos clients ?"),
            ("Fatou Diarra", "Fatou Diarra : Ils achètent moins de gâteaux."),
            ("", "La mairie propose une aide."),
            (
                "Fatou Diarra",
                "Fatou Diarra : Elle ne suffira pas. Le loyer grimpe aussi, et je ne peux pas vendre "
                "la baguette à deux euros.",
            ),
        ],
    ),
    # dashes for colons
    (
        "fr",
        [
            ("", "Débat entre Inès Caron, avocate, et Luc Ménard, syndicaliste"),
            ("", "La loi sur les pauses a-t-elle changé l'usine ?"),
            (
                "Inès Caron",
                "Inès Caron – Oui, les accidents ont reculé parce que les équipes dorment.",
            ),
            (
                "Luc Ménard",
                "Luc Ménard – Les accidents ont reculé parce que les machines sont neuves.",
            ),
            ("Inès Caron", "Inès Caron – Les machines neuves ne sont arrivées qu'en mars."),
            ("", "Qui a payé ?"),
            ("Luc Ménard", "Luc Ménard – Nous tous."),
        ],
    ),
    # headings of paragraphs are no labels
    (
        "fr",
        [
            ("", "Le conseil municipal se réunit jeudi."),
            (
                "",
                "Ordre du jour : le budget de la piscine, la réfection du pont et la vente du presbytère.",
            ),
            (
                "",
                "Budget : les dépenses de chauffage ont augmenté de dix pour cent à cause du gel.",
            ),
            ("", "Travaux : la réfection du pont retarde le marché."),
            ("", "Qui votera contre ? Personne ne le sait."),
            ("", "Budget : le vote est reporté."),
        ],
    ),
    # questions that nobody is asked
    (
        "fr",
        [
            ("", "Grippe aviaire : ce qu'il faut savoir"),
            ("", "D'où vient le virus ?"),
            (
                "",
                "Le virus vient des oiseaux sauvages, qui contaminent les élevages en se posant près "
                "des mares.",
            ),
            ("", "Est-il dangereux pour l'homme ?"),
            ("", "Le risque reste faible, car le virus se transmet mal entre humains."),
            ("", "Que font les éleveurs ?"),
            (
                "",
                "Ils enferment les volailles, ce qui réduit les contacts avec les canards de passage.",
            ),
        ],
    ),
    # a dialogue in a story
    (
        "fr",
        [
            ("", "Pierre Lenoir posa sa lampe sur la table. La pluie battait les vitres."),
            ("", "– Tu pars demain ?"),
            ("", "– Oui."),
            ("", "– Et la ferme ?"),
            ("", "– Mon frère la tiendra, dit-il."),
            (
                "",
                "Elle ne répondit rien. Le vent avait couché les blés et le toit de la grange était parti.",
            ),
            (
                "",
                "Il prit son manteau et sortit dans la cour, où les chiens dormaient encore malgré l'orage.",
            ),
            ("", "La route était coupée à cause de la crue."),
        ],
    ),
    # persons spoken of, not speaking
    (
        "fr",
        [
            ("", "Les candidats"),
            ("", "Paul Serre : Le maire sortant vise un troisième mandat."),
            ("", "Anne Morel : L'ancienne députée promet de baisser la taxe."),
            ("", "Luc Dubois : Il n'a pas dévoilé son programme."),
        ],
    ),
    # the head of a letter
    (
        "fr",
        [
            ("", "De : Paul Serre"),
            ("", "À : Anne Morel"),
            ("", "Objet : le toit du gymnase"),
            (
                "",
                "Chère Anne, le toit fuit parce que la neige a plié les tôles. Pouvez-vous venir ?",
            ),
            ("", "Bien à vous, Paul"),
        ],
    ),
    # one label beside questions without one
    (
        "en",
        [
            ("", "Why the ferry stopped"),
            ("", "Lena Marsh has run the island ferry for ten years. She spoke to us on the pier."),
            ("", "What happened on Sunday?"),
            ("Lena Marsh", "Lena Marsh: The pump failed because the filter was clogged with weed."),
            ("", "The owners blame the crew."),
            (
                "Lena Marsh",
                "Lena Marsh: The owners cut the repairs by half. That is what caused the failure.",
            ),
        ],
    ),
    # bold questions
    (
        "en",
        [
            ("", '# "The reef will not wait"'),
            ("", "Marine biologist Tessa Lund on the dying reef."),
            ("", "**You have dived here since 1990. What has changed?**"),
            (
                "Tessa Lund",
                "Everything. Warm water bleached the coral, and the fish that lived in it left for the"
                " north.",
            ),
            ("", "**The ministry says the reef is recovering.**"),
            (
                "Tessa Lund",
                "A few patches are. The rest is covered in weed because the parrotfish are gone.",
            ),
            ("", "**What would help?**"),
            ("Tessa Lund", "A ban on nets, for a start."),
        ],
    ),
    # surnames of those presented
    (
        "en",
        [
            (
                "",
                "The panel: Ruth Adair, an economist; Tom Vane, a farmer; and Priya Nair, who sits on "
                "the county council.",
            ),
            ("", "Moderator: Is the levy fair?"),
            ("Ruth Adair", "Adair: No. It hits tenants, because landlords pass it on."),
            ("Tom Vane", "Vane: My rent went up by a tenth."),
            ("Priya Nair", "Nair: The levy pays for the drains that keep your barns dry."),
            ("Tom Vane", "Vane: The drains overflowed in May."),
            ("", "Moderator: So what now?"),
            ("Priya Nair", "Nair: We raise the rate for the big estates."),
        ],
    ),
    # dashes in turn
    (
        "en",
        [
            ("", "Keith Rowan has taught in Harlow for thirty years."),
            ("", "– Why are you leaving?"),
            ("Keith Rowan", "– The classes are too large. The cuts drove the young teachers away."),
            ("", "– The council says numbers are falling."),
            (
                "Keith Rowan",
                "– In the villages, yes. In town we have thirty-six children in a room.",
            ),
            ("", "– What would make you stay?"),
            ("Keith Rowan", "– Two more teachers."),
        ],
    ),
    # whoever speaks does not name himself
    (
        "en",
        [
            (
                "",
                "Nora Pell has written a book on the fens. This interview has been edited for length.",
            ),
            ("", "Interviewer: Your book begins with a flood."),
            (
                "Nora Pell",
                "Nora Pell: It begins with a pump. The pump failed, so the village drowned.",
            ),
            (
                "Nora Pell",
                "People forget that the land lies below the sea, and that it sinks a little every year"
                " because the peat dries out.",
            ),
            ("", "Interviewer: Is the sea the danger, then?"),
            ("Nora Pell", "Nora Pell: The danger is the drained peat."),
            ("", "Pell's book is published by Marsh House on Friday."),
        ],
    ),
    # two who speak once, and say "we"
    (
        "en",
        [
            ("", "Can the orchard be saved?"),
            ("", "Two growers disagree."),
            (
                "Hal Dunning",
                "Hal Dunning, cider maker: The blight came with the wet spring. Spraying would only "
                "kill the bees.",
            ),
            (
                "Joan Speight",
                "Joan Speight, fruit grower: Without spraying we lose the crop. The bees will come back.",
            ),
        ],
    ),
    # a host who states
    (
        "en",
        [
            ("", "Episode 12: The price of salt"),
            ("", "[Music]"),
            (
                "Host",
                "Host: Welcome back. Today I talk with Mara Quill, who runs a salt works on the coast.",
            ),
            ("Mara Quill", "Mara Quill: Thanks for having me."),
            ("", "Host: Why did the price double?"),
            ("Mara Quill", "Mara Quill: The storms flooded the pans, so we lost a whole season."),
            ("Mara Quill", "And the roads were closed, which made the freight dearer."),
            ("Host", "Host: You also lost workers."),
            ("Mara Quill", "Mara Quill: I lost half of them. The fish plant pays more."),
        ],
    ),
    # headings of paragraphs are no labels
    (
        "en",
        [
            ("", "Council notes"),
            ("", "Budget: heating costs rose by a tenth because of the frost."),
            ("", "Roads: the repair of the bridge delays the market."),
            ("", "Who will vote against it? Nobody knows."),
            ("", "Budget: the vote was put off."),
            ("", "Update: the bridge opened on Friday."),
            ("", "Update: the bridge closed again on Sunday because of the flood."),
        ],
    ),
    # questions that nobody is asked
    (
        "en",
        [
            ("", "Bird flu: what you need to know"),
            ("", "Where does the virus come from?"),
            ("", "It comes from wild birds, which infect farms when they land near ponds."),
            ("", "Is it dangerous?"),
            ("", "The risk is low because the virus spreads poorly among people."),
            ("", "What are farmers doing?"),
            ("", "They keep their hens inside, which reduces contact with ducks."),
        ],
    ),
]


def read(text: str, language: str) -> Reading:
    return extract_reading(read_text(text, id="x", input="x", language=language), profile=Profile.FAST)


def owner(reading: Reading, low: int, high: int) -> str:
    """Give who has the turn in the last words of a stretch of the text."""
    held = [
        s
        for s in reading.statements
        if s.cue is None and any(p.start < high - 4 < p.end + 4 and p.end >= high - 4 for p in s.content)
    ]
    return (held[0].speaker or "?") if held else ""


@pytest.mark.parametrize(("language", "passages"), CASES)
def test_passages_belong_to_whoever_speaks(language: str, passages: list[tuple[str, str]]) -> None:
    text = "\n\n".join(words for _, words in passages)
    reading = read(text, language)
    starts = [text.index(words) for _, words in passages]
    found = [owner(reading, low, low + len(w)) for low, (_, w) in zip(starts, passages, strict=True)]
    assert [f.casefold() for f in found] == [who.casefold() for who, _ in passages]
