from __future__ import annotations

import pytest

from components.core.errors import NotEnglish
from components.sources.article.read import language_name, require_english

FOREIGN = {
    "pl": "Prezydent Ukrainy spotkał się we wtorek w Wilnie z przywódcami państw sojuszu. Rozmawiano o dostawach "
    "broni, o obronie nieba i o tym, kiedy kraj zostanie zaproszony do wspólnoty. Po południu delegacje "
    "wróciły do hoteli, a szczegóły mają być znane.",
    "de": "Die Streitkräfte haben nach eigenen Angaben am Sonntag mehrere Ortschaften im Osten des Landes "
    "zurückerobert. Ein Sprecher sagte, die Kämpfe seien noch nicht beendet. Aus Moskau gab es zunächst keine "
    "Stellungnahme zu den Berichten über den Rückzug.",
    "fr": "Les forces ukrainiennes affirment avoir repris dimanche plusieurs localités dans l'est du pays. Un porte-"
    "parole a déclaré que les combats continuaient. Moscou n'a pas encore réagi aux informations selon "
    "lesquelles ses troupes se seraient retirées.",
    "es": "Las fuerzas ucranianas afirman haber recuperado el domingo varias localidades en el este del país. Un "
    "portavoz dijo que los combates continuaban. Moscú no ha reaccionado todavía a las informaciones sobre la "
    "retirada de sus tropas de la ciudad.",
    "ru": "Министр обороны приказал войскам отойти на левый берег реки.",
    "uk": "Збройні сили повідомили, що у неділю повернули під контроль кілька населених пунктів.",
    "ar": "قالت القوات إنها استعادت يوم الأحد عدة بلدات في شرق البلاد وإن القتال مستمر.",
    "zh": "乌克兰军队表示，他们周日在该国东部收复了几个城镇。一名发言人说，战斗仍在继续。",
}
TOWNS = (
    "Kupiansk, Izium, Balakliia, Vovchansk, Chuhuiv, Lyman, Sviatohirsk, Oskil, Velykyi Burluk, Shevchenkove, "
    "Savyntsi, Borova, Dvorichna, Kivsharivka, Kozacha Lopan, Hoptivka, Zolochiv, Derhachi, Tsyrkuny, Ruski "
    "Tyshky, Strilecha, Lyptsi, Staryi Saltiv"
)


@pytest.mark.parametrize("code", FOREIGN)
def test_another_language_is_refused_by_its_name(code: str) -> None:
    with pytest.raises(NotEnglish, match=language_name(code)) as caught:
        require_english(FOREIGN[code])
    assert caught.value.language == code


@pytest.mark.parametrize(
    "text",
    [
        TOWNS,
        f"Fell on Monday: {TOWNS}.",
        f"The army says that it holds {TOWNS}.",
        "Łódź i Kraków",
        "Feb 24: Kyiv, Sumy. Feb 25: Kherson, Melitopol, Henichesk. Feb 26: Konotop, Okhtyrka, Trostianets. Feb "
        "27: Berdiansk. March 2: Kherson falls. March 3: Enerhodar. March 10: Volnovakha. March 16: Mariupol, "
        "Rubizhne, Popasna, Sievierodonetsk.",
        "",
        "12345 — 67890",
    ],
)
def test_names_alone_are_no_reason_to_refuse(text: str) -> None:
    require_english(text)


def test_english_that_quotes_another_language_is_read() -> None:
    english = "The president spoke in Vilnius on Tuesday. He said to the press, and it was on the news all day: "
    require_english(english + FOREIGN["pl"][:80])
