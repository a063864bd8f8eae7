/* From GeoJSON features to layers, and from a click back to the ids of all events under it.
 *
 * Texts in properties come as HTML entities; `dateline.plain` turns them back into the characters, and nothing here
 * ever writes them as markup.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const TIP_LINES = 3;
  let clicks = 0;

  dateline.plain = function (entities) {
    const decoder = document.createElement("textarea");
    decoder.innerHTML = String(entities).replace(/</g, "&lt;");
    return decoder.value;
  };

  dateline.pointToLayer = (feature, position) =>
    new dateline.Symbol(position, { radius: feature.properties.symbol.radius, interactive: feature.properties.event_id !== "" });

  dateline.onEachFeature = function (feature, layer) {
    const properties = feature.properties;
    properties.own_ids = properties.event_ids;
    if (!properties.event_id) layer.options.interactive = false;
    layer.toGeoJSON = () => answer(layer);
  };

  /** What a click tells: one event, all events under the pointer, and where the map stands. */
  function answer(layer) {
    const { event_id, event_ids, place_id, latitude, longitude } = layer.feature.properties;
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates: [longitude, latitude] },
      properties: { event_id, event_ids, place_id, click: clicks, ...dateline.standing(layer._map) },
    };
  }

  /** Sets which event the click means: the first of the nearest mark, or, at further clicks on that mark, the next one. */
  dateline.choose = function (map, found) {
    const ids = [...new Set(found.flatMap((layer) => layer.feature.properties.own_ids))];
    const { place_id, layer } = found[0].feature.properties;
    const spot = `${layer} ${place_id}`;
    const before = map._datelineSpot === spot ? ids.indexOf(map._datelineChosen) : -1;
    const chosen = ids[(before + 1) % ids.length];
    Object.assign(map, { _datelineSpot: spot, _datelineChosen: chosen });
    clicks += 1;
    Object.assign(found[0].feature.properties, { event_id: chosen, event_ids: ids });
  };

  /** Words beside a point, the same distance from it on either side. */
  dateline.tip = function (map, at, lines, distance) {
    const box = document.createElement("div");
    for (const line of lines) box.appendChild(document.createElement("p")).textContent = line;
    dateline.hideTip(map);
    map._datelineTip = L.tooltip({ direction: "auto", offset: [distance, 0], className: "dateline-tip", opacity: 1 });
    map._datelineTip.setLatLng(at).setContent(box).addTo(map);
  };

  dateline.showTip = function (map, found) {
    const lines = [...new Set(found.flatMap((layer) => layer.feature.properties.tips))].map(dateline.plain);
    const more = lines.length > TIP_LINES ? [`${lines.length - TIP_LINES} more: click again for the next`] : [];
    const layer = found[0];
    const isSymbol = layer instanceof dateline.Symbol;
    const at = isSymbol ? map.layerPointToLatLng(layer.centre()) : map.mouseEventToLatLng(map._datelineMouse);
    dateline.tip(map, at, [...lines.slice(0, TIP_LINES), ...more], isSymbol ? 14 : 10);
  };

  /** What the page means by an event of its text: its marks stand out while it does, the first symbol with its words. */
  dateline.point = function (map, ids) {
    const meant = [];
    for (const layer of Object.values(map._layers)) {
      if (!layer.feature) continue;
      const { own_ids, symbol } = layer.feature.properties;
      const pointed = own_ids.some((id) => ids.includes(dateline.plain(id)));
      if (pointed) meant.push(layer);
      if (Boolean(symbol.pointed) !== pointed) {
        symbol.pointed = pointed;
        layer.redraw();
      }
    }
    const first = meant.find((layer) => layer instanceof dateline.Symbol && map.getBounds().contains(layer.getLatLng()));
    if (first) dateline.showTip(map, [first]);
    else dateline.hideTip(map);
  };

  /** The events of the page around the frame by which its text and the map tell each other what is pointed at. */
  dateline.answerText = function (map) {
    if (!window.frameElement) return;
    const page = window.parent.document;
    page.addEventListener("dateline-point", (event) => dateline.point(map, event.detail.ids));
    dateline.pointed = (found) => {
      const ids = found.flatMap((layer) => layer.feature.properties.own_ids).map(dateline.plain);
      page.dispatchEvent(new window.parent.CustomEvent("dateline-pointed", { detail: { ids } }));
    };
  };

  /** Told of the mark that the pointer means; without a page around it nobody asks. */
  dateline.pointed = () => {};

  dateline.hideTip = function (map) {
    if (map._datelineTip) map._datelineTip.remove();
    map._datelineTip = null;
  };
})();
