/* Where the person has put the map: written into the page's address at once, without a new entry in the browser's history, and
 * told to the page by a click of `teller`, a layer that stands on the map from the first.
 *
 * What the page ordered, and what a resize does, is no deed of a person and tells nothing.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const DEEDS = ["pointerdown", "wheel", "keydown", "touchstart"];

  /** Centre in degrees and zoom as a map of full size has it, as they stand in the address. */
  dateline.standing = function (map) {
    const { lat, lng } = map.getCenter().wrap();
    const zoom = Number((map.getZoom() - dateline.zoomShift(map)).toFixed(2));
    return { map_latitude: Number(lat.toFixed(5)), map_longitude: Number(lng.toFixed(5)), map_zoom: zoom };
  };

  dateline.tellStanding = function (map, teller) {
    map._datelineTell = (properties) =>
      teller.fire("click", { layer: { toGeoJSON: () => ({ type: "Feature", geometry: null, properties }) } });
    const byHand = () => (map._datelineByHand = true);
    for (const kind of DEEDS) map.getContainer().addEventListener(kind, byHand, { capture: true, passive: true });
    map.on("moveend", function () {
      if (!map._datelineByHand) return;
      const standing = dateline.standing(map);
      write(standing);
      map._datelineTell(standing);
    });
  };

  /** The same parameters in the same order as the page writes them, so that the page finds its address there already. */
  function write({ map_latitude, map_longitude, map_zoom }) {
    if (!window.frameElement) return;
    const page = window.parent;
    const kept = page.location.search.slice(1).split("&").filter((part) => part && !/^(lat|lon|zoom)=/.test(part));
    const camera = [`lat=${map_latitude.toFixed(5)}`, `lon=${map_longitude.toFixed(5)}`, `zoom=${map_zoom}`];
    page.history.replaceState(page.history.state, "", `${page.location.pathname}?${[...kept, ...camera].join("&")}`);
  }
})();
