"""Short articles in other languages, each with the events that a language model tells of it and the
places that its names mean."""

from __future__ import annotations

from tests.llm.recorded import told

SHELLED = "shelling/artillery/missile attack"
ARTICLES = {
    "uk": (
        "У п'ятницю російські війська обстріляли Харків, повідомила влада міста. За даними влади, "
        "двоє людей загинули. Армія планує наступ на Балаклії наступного тижня, сказав речник.",
        [
            told(SHELLED, "обстріляли", "Харків", days="У п'ятницю", speaker="влада міста"),
            told("advance", "наступ @3", "Балаклії @3", status="planned", by="планує @3"),
        ],
        {"Харків": "Kharkiv", "Балаклії": "Balakliia"},
    ),
    "ru": (
        "В пятницу войска обстреляли Харьков, сообщили власти города. По данным властей, погибли "
        "два человека. Переговоры прошли в Одессе, сообщило министерство иностранных дел.",
        [
            told(SHELLED, "обстреляли", "Харьков", days="В пятницу"),
            told("negotiation", "Переговоры @3", "Одессе @3"),
        ],
        {"Харьков": "Kharkiv", "Одессе": "Odesa"},
    ),
    "ar": (
        "قصف الجيش مدينة الفاشر يوم الجمعة، وقالت السلطات إن شخصين قتلا. وقال متحدث باسم الجيش إن "
        "القتال مستمر في المدينة منذ عدة أشهر وإن السكان يغادرونها.",
        [told(SHELLED, "قصف", "الفاشر", days="يوم الجمعة")],
        {"الفاشر": "El Fasher"},
    ),
    "es": (
        "El ejército bombardeó Járkov el viernes, según las autoridades de la ciudad. Dos personas "
        "murieron y otras cinco resultaron heridas, dijeron los médicos del hospital de la ciudad. "
        "Los bomberos apagaron el fuego en dos edificios y buscaron a más personas.",
        [told(SHELLED, "bombardeó", "Járkov", days="el viernes")],
        {"Járkov": "Kharkiv"},
    ),
    "fr": (
        "L'armée a bombardé la ville de Goma vendredi, selon les autorités de la ville. Deux "
        "personnes ont été tuées et cinq autres blessées, ont déclaré les médecins de l'hôpital. Les "
        "pompiers ont éteint le feu dans deux immeubles et cherché d'autres victimes.",
        [told(SHELLED, "bombardé", "Goma", days="vendredi")],
        {"Goma": "Goma"},
    ),
}
