"""A reading made by hand, for tests of what comes after the reading: every symbol of the map
once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from components.core.records import (
    Actor,
    Analysis,
    Article,
    Attribution,
    Candidate,
    Comment,
    ControlClaim,
    Dropped,
    Event,
    EventCodes,
    EventTime,
    MeasureCheck,
    Place,
    PlaceLink,
    Rejected,
    Resolution,
    Span,
    Toponym,
)

LINES = (
    "Summit nears as front line moves in the north-east",
    "Ukrainian troops have won back nearly all of Kharkiv Oblast, according to the Institute for the Study of War.",
    "They retook Kupiansk, about 30 miles north of Izyum, in recent days.",
    "On Saturday the Russian Defence Ministry acknowledged that its units had left Balakliya and Izyum.",
    "A missile hit a depot near Dnipro on Friday, officials said.",
    "Xi and Putin are to meet at a summit in Samarkand, Uzbekistan, on September 15-16.",
    "The party will hold its congress in Beijing in October.",
    "Envoys of both countries met on Monday.",
    "MORE FROM THIS SECTION",
)
TEXT = "\n\n".join(LINES)
PUBLISHED = date(2022, 9, 12)

KHARKIV_OBLAST = Place(
    id="geonames:706482",
    name="Kharkiv",
    kind="admin1",
    latitude=49.98,
    longitude=36.25,
    country="UKR",
    admin1="Kharkiv",
    admin1_id="geonames:706482",
    population=2_700_000,
)
KUPIANSK = Place(
    id="geonames:702986",
    name="Kupyansk",
    kind="settlement",
    latitude=49.71,
    longitude=37.61,
    country="UKR",
    admin1="Kharkiv",
    admin1_id="geonames:706482",
    population=28_000,
)
IZYUM = Place(
    id="geonames:707753",
    name="Izyum",
    kind="settlement",
    latitude=49.21,
    longitude=37.26,
    country="UKR",
    admin1="Kharkiv",
    admin1_id="geonames:706482",
    population=45_000,
)
BALAKLIIA = Place(
    id="geonames:712587",
    name="Balakliya",
    kind="settlement",
    latitude=49.46,
    longitude=36.85,
    country="UKR",
    admin1="Kharkiv",
    admin1_id="geonames:706482",
    population=28_000,
)
DNIPRO = Place(
    id="geonames:709930",
    name="Dnipro",
    kind="settlement",
    latitude=48.46,
    longitude=35.04,
    country="UKR",
    admin1="Dnipropetrovsk",
    population=1_000_000,
)
SAMARKAND = Place(
    id="geonames:1216265",
    name="Samarkand",
    kind="settlement",
    latitude=39.65,
    longitude=66.96,
    country="UZB",
    admin1="Samarqand",
    population=319_000,
)
BEIJING = Place(
    id="geonames:1816670",
    name="Beijing",
    kind="settlement",
    latitude=39.91,
    longitude=116.40,
    country="CHN",
    admin1="Beijing",
    population=18_000_000,
)

ISW = Attribution(
    speaker="Institute for the Study of War",
    speaker_kind="monitor",
    verb="according to",
    stance="assesses",
)
MINISTRY = Attribution(
    speaker="Russian Defence Ministry",
    side="Russia",
    speaker_kind="party",
    verb="acknowledged",
    stance="acknowledges",
    reported=date(2022, 9, 10),
)
OFFICIALS = Attribution(
    speaker="officials", speaker_kind="unnamed", verb="said", hedges=("reportedly",)
)


def span(words: str, line: int) -> Span:
    """Where ``words`` stand in line ``line`` of the text."""
    start = TEXT.index(words, TEXT.index(LINES[line]))
    return Span(start=start, end=start + len(words))


def resolution(words: str, line: int, place: Place) -> Resolution:
    runner_up = Place(
        id="geonames:1",
        name=place.name,
        kind="settlement",
        latitude=10.0,
        longitude=10.0,
        country="NGA",
    )
    return Resolution(
        toponym=Toponym(span=span(words, line), text=words, use="literal"),
        place=place,
        method="name and context",
        confidence=0.9,
        reason="its main name; the article speaks of the country",
        candidates=(
            Candidate(place=place, score=0.9, evidence=("its main name",)),
            Candidate(place=runner_up, score=0.1),
        ),
    )


def event(
    number: int,
    kind: str,
    label: str,
    group: str,
    *,
    line: int,
    trigger: str,
    time: EventTime,
    **more: object,
) -> Event:
    values: dict[str, object] = {
        "modality": "done",
        "reported": None,
        "confidence": 0.9,
        "extractor": "by hand",
    } | more
    return Event(
        id=f"e{number}",
        kind=kind,
        label=label,
        codes=EventCodes(display_group=group),
        trigger=span(trigger, line),
        sentence=span(LINES[line], line),
        time=time,
        **values,  # type: ignore[arg-type]
    )


def vague(first: date | None, last: date | None, words: str = "") -> EventTime:
    return EventTime(
        first_day=first,
        last_day=last,
        kind="vague",
        text=words,
        anchor="publication day 2022-09-12",
    )


def analysis() -> Analysis:
    """Nine lines, seven events, five claims, one check."""
    oblast = resolution("Kharkiv Oblast", 1, KHARKIV_OBLAST)
    kupiansk, izyum_reference = resolution("Kupiansk", 2, KUPIANSK), resolution("Izyum", 2, IZYUM)
    balakliya, izyum = resolution("Balakliya", 3, BALAKLIIA), resolution("Izyum", 3, IZYUM)
    dnipro, samarkand = resolution("Dnipro", 4, DNIPRO), resolution("Samarkand", 5, SAMARKAND)
    beijing = resolution("Beijing", 6, BEIJING)
    ukraine = Actor(name="Ukrainian troops", side="Ukraine", span=span("Ukrainian troops", 1))
    russia = Actor(
        name="Russian Defence Ministry", side="Russia", span=span("Russian Defence Ministry", 3)
    )
    events = (
        event(
            1,
            "control regained",
            "Retaken",
            "control",
            line=1,
            trigger="won back",
            extent="nearly all",
            time=vague(date(2022, 9, 1), date(2022, 9, 11)),
            reported=date(2022, 9, 11),
            actors=(ukraine,),
            attributions=(ISW,),
            links=(PlaceLink(resolution=oblast, role="in"),),
        ),
        event(
            2,
            "control regained",
            "Retaken",
            "control",
            line=2,
            trigger="retook",
            actors=(ukraine,),
            time=EventTime(
                first_day=date(2022, 9, 6),
                last_day=date(2022, 9, 12),
                kind="range",
                text="in recent days",
            ),
            links=(
                PlaceLink(resolution=kupiansk, role="at"),
                PlaceLink(resolution=izyum_reference, role="reference"),
            ),
        ),
        event(
            3,
            "withdrawal",
            "Left",
            "control",
            line=3,
            trigger="left",
            actors=(russia,),
            reported=date(2022, 9, 10),
            time=EventTime(
                first_day=None, last_day=date(2022, 9, 10), kind="open", text="Saturday"
            ),
            attributions=(MINISTRY,),
            links=(
                PlaceLink(resolution=balakliya, role="from"),
                PlaceLink(resolution=izyum, role="from"),
            ),
        ),
        event(
            4,
            "shelling/artillery/missile attack",
            "Shelling or missile attack",
            "fighting and strikes",
            line=4,
            trigger="hit",
            time=EventTime(
                first_day=date(2022, 9, 9), last_day=date(2022, 9, 9), kind="day", text="on Friday"
            ),
            attributions=(OFFICIALS,),
            links=(PlaceLink(resolution=dnipro, role="at", near=True),),
            confidence=0.6,
        ),
        event(
            5,
            "summit",
            "Summit",
            "diplomacy",
            line=5,
            trigger="meet",
            modality="planned",
            time=EventTime(
                first_day=date(2022, 9, 15),
                last_day=date(2022, 9, 16),
                kind="range",
                text="September 15-16",
            ),
            actors=(Actor(name="Xi"), Actor(name="Putin", side="Russia")),
            links=(PlaceLink(resolution=samarkand, role="at"),),
        ),
        event(
            6,
            "political congress",
            "Party congress",
            "diplomacy",
            line=6,
            trigger="hold its congress",
            modality="planned",
            time=EventTime(
                first_day=date(2022, 10, 1),
                last_day=date(2022, 10, 31),
                kind="month",
                text="in October",
            ),
            links=(PlaceLink(resolution=beijing, role="at"),),
        ),
        event(
            7,
            "meeting",
            "Meeting",
            "diplomacy",
            line=7,
            trigger="met",
            time=EventTime(
                first_day=date(2022, 9, 12),
                last_day=date(2022, 9, 12),
                kind="day",
                text="on Monday",
            ),
        ),
    )
    claims = (
        claim(
            1,
            "e1",
            KHARKIV_OBLAST,
            holder="Ukraine",
            extent="nearly all",
            day=date(2022, 9, 11),
            status="assessed by the Institute for the Study of War",
            source="Institute for the Study of War",
        ),
        claim(2, "e2", KUPIANSK, holder="Ukraine", day=date(2022, 9, 12), status="reported"),
        claim(
            3,
            "e3",
            BALAKLIIA,
            left_by="Russia",
            day=date(2022, 9, 10),
            status="acknowledged by Russia",
            source="Russian Defence Ministry",
        ),
        claim(
            4,
            "e3",
            IZYUM,
            left_by="Russia",
            day=date(2022, 9, 10),
            status="acknowledged by Russia",
            source="Russian Defence Ministry",
        ),
    )
    check = MeasureCheck(
        event_id="e2",
        claim="about 30 miles north of Izyum",
        kind="distance",
        stated=30,
        unit="mi",
        measured=38.0,
        measured_km=61.1,
        low_km=58.0,
        high_km=61.1,
        tolerance="about allows 10 %: 27 to 33 mi",
        verdict="off by 5 mi beyond the tolerance",
        how="geodesic between gazetteer points, 24° (NNE)",
        from_place=IZYUM,
        to_place=KUPIANSK,
        direction="north",
        bearing_degrees=24.0,
        span=span("about 30 miles north of Izyum", 2),
    )
    article = Article(
        id="sample",
        text=TEXT,
        title=LINES[0],
        publisher="Example",
        published=PUBLISHED,
        headlines=(span(LINES[0], 0),),
        dropped=(Dropped(span=span(LINES[8], 8), reason="a line of links in capitals"),),
    )
    rejected = (
        Rejected(
            span=span(LINES[8], 8),
            text=LINES[8],
            what="passage",
            reason="a line of links in capitals",
        ),
        Rejected(span=span("met", 7), text="met", what="event", reason="the text gives no place"),
    )
    resolutions = (oblast, kupiansk, izyum_reference, balakliya, izyum, dnipro, samarkand, beijing)
    return Analysis(
        article=article,
        resolutions=resolutions,
        events=events,
        claims=claims,
        checks=(check,),
        rejected=rejected,
    )


COARSER = "a movement of forces that is still to come"


def with_a_coarser_place() -> Analysis:
    """The reading, its second event a planned one whose town was taken back to its first-level
    unit."""
    reading = analysis()
    first, second, *others = reading.events
    link = replace(
        second.links[0],
        resolution=resolution("Kupiansk", 2, KHARKIV_OBLAST),
        within=True,
        coarsened=COARSER,
    )
    planned = replace(second, modality="planned", links=(link,))
    claims = tuple(one for one in reading.claims if one.event_id != second.id)
    return replace(reading, events=(first, planned, *others), claims=claims, checks=())


def sent_back() -> Analysis:
    """The reading, its first event to be looked at again."""
    reading = analysis()
    first, *others = reading.events
    comment = Comment(coder="A. Coder", words="is this another town?")
    return replace(reading, events=(replace(first, sent_back=comment), *others))


def claim(
    number: int,
    event_id: str,
    place: Place,
    *,
    day: date,
    status: str,
    holder: str = "",
    left_by: str = "",
    extent: str = "",
    source: str = "",
) -> ControlClaim:
    return ControlClaim(
        id=f"c{number}",
        event_id=event_id,
        place=place,
        holder=holder,
        left_by=left_by,
        from_day=day,
        extent=extent,
        status=status,
        source=source,
    )
