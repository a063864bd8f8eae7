"""What a reference gives to each side in a region on a day, and what each gained and lost since
another day, in km²."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.control.references.records import Reference
from components.control.references.regions import Region, changed, held_in, regions_of
from components.core.safe_html import element
from components.panels import evidence
from components.panels.evidence import ClaimsAndEvents
from components.panels.notices import say
from components.panels.reading import knowledge

EVERYWHERE = "Everywhere it has areas"
HEADS = ("Side", "Held on the later day, km²", "Share of the region", "Gained, km²", "Lost, km²")


def area_change_panel(told: ClaimsAndEvents) -> None:
    """Draw it for one reference, one region of the claims, and two of its days; nothing without
    areas of two days."""
    references = {one.name: one for one in evidence.loaded().references if len(_days(one)) > 1}
    if not references:
        return
    known = knowledge()
    regions = {
        one.name: one
        for one in regions_of(told.claims["place_id"].dropna(), known.areas, known.gazetteer)
    }
    say(element("strong", "Area by reference, gained and lost between two days"), look="")
    with st.container(horizontal=True, key="area_change"):
        reference = references[st.selectbox("Reference", list(references), key="area_reference")]
        region = regions.get(st.selectbox("Region", [*regions, EVERYWHERE], key="area_region"))
        days = _days(reference)
        first = st.selectbox("From", days[:-1], key="area_from")
        later = [day for day in days if day > first]
        last = st.selectbox("To", later, index=len(later) - 1, key="area_to")
    st.dataframe(area_table(reference, region, (first, last)), hide_index=True, placeholder="")
    say(f"Geodesic. {reference.in_words()}")


def _days(reference: Reference) -> list[str]:
    return sorted(reference.areas["day"].unique())


def area_table(reference: Reference, region: Region | None, days: tuple[str, str]) -> pd.DataFrame:
    """A row a side, with the columns HEADS. Held and its share are empty where no region is
    chosen."""
    held = held_in(reference, region, [days[1]]).set_index("side") if region else pd.DataFrame()
    rows = [
        (
            row.side,
            f"{held['area_km2'].get(row.side, 0):,.0f}" if region else "",
            f"{held['share'].get(row.side, 0):.0%}" if region else "",
            f"{row.gained_km2:,.0f}",
            f"{row.lost_km2:,.0f}",
        )
        for row in changed(reference, region, days).itertuples()
    ]
    return pd.DataFrame(rows, columns=list(HEADS))
