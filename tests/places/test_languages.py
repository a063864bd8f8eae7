"""Names of places by language, out of a gazetteer that does not say which name is of which."""

from __future__ import annotations

import pytest

from components.places.languages import name_in
from components.reading.knowledge import Knowledge

NAMES = """
Izyum Ізюм Изюм
Kupiansk Куп’янськ Купянск
Kharkiv Харків Харьков
Balakliia Балаклія Балаклея
Kyiv Київ Киев
Kherson Херсон Херсон
Avdiivka Авдіївка Авдеевка
Donetsk Донецьк Донецк
Bakhmut Бахмут Бахмут
Mariupol Маріуполь Мариуполь
Odesa Одеса Одесса
Lviv Львів Львов
Dnipro Дніпро Днепр
Mykolaiv Миколаїв Николаев
Melitopol Мелітополь Мелитополь
Enerhodar Енергодар Энергодар
Chernihiv Чернігів Чернигов
Vovchansk Вовчанськ Волчанск
Sudzha Суджа Суджа
Kursk Курськ Курск
Belgorod Білгород Белгород
Vilnius Вільнюс Вильнюс
Moscow Москва Москва
London Лондон Лондон
Paris Париж Париж
Jerusalem Єрусалим Иерусалим
Damascus Дамаск Дамаск
Samarkand Самарканд Самарканд
Robotyne Роботине –
Ukraine Україна Украина
China Китай Китай
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_names(line: str, knowledge: Knowledge) -> None:
    spelled, *expected = line.split()
    gazetteer = knowledge.gazetteer
    place = next(one for one in gazetteer.lookup(spelled) if one.kind in {"settlement", "country"})
    names = gazetteer.names(place.id)
    assert [
        name_in(language, place, names, spelled=spelled) or "–" for language in ("uk", "ru")
    ] == expected
    assert name_in("en", place, names) == place.name


def test_a_place_without_such_a_name_has_none(knowledge: Knowledge) -> None:
    place = next(one for one in knowledge.gazetteer.lookup("Omdurman") if one.kind == "settlement")
    assert name_in("uk", place, ("Omdurman", "أم درمان")) == ""
