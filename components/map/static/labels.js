/* Names on the map, by the rules of dateline.style.names: first the places of the article, then towns by population, each only where nothing else stands. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { beside, isCrossed, isFree, measured, placed, spots, wrapped } = dateline;

  const { areaLines, narrow, mostTowns, mostSpots, smallestTown, city, parts, unitsFromZoom, town: townStyle, country: countryStyle } = dateline.style.names;
  const MOST_TOWNS = mostTowns.page;
  const NEARER_PX = 4;

  dateline.Labels = dateline.CanvasLayer.extend({
    options: { padding: 0 },

    initialize: function (base, options) {
      dateline.CanvasLayer.prototype.initialize.call(this, options);
      this._base = base;
    },

    onAdd: function (map) {
      dateline.CanvasLayer.prototype.onAdd.call(this, map);
      map.on("layeradd layerremove datelinespots", this.redraw, this);
    },

    onRemove: function (map) {
      map.off("layeradd layerremove datelinespots", this.redraw, this);
      dateline.CanvasLayer.prototype.onRemove.call(this, map);
    },

    /** Names are set where the map comes to rest, once the marks stand there: on the way they would jump from spot to spot. */
    getEvents: function () {
      const events = dateline.CanvasLayer.prototype.getEvents.call(this);
      delete events.move;
      events.moveend = this.redraw;
      return events;
    },

    _onZoom: function () {
      if (!this._map._animatingZoom) this._container.style.visibility = "hidden";
    },

    _onZoomEnd: function () {},

    _draw: function (context) {
      this._container.style.visibility = "";
      context.clearRect(this._bounds.min.x, this._bounds.min.y, this._bounds.getSize().x, this._bounds.getSize().y);
      const marked = markedLayers(this._map);
      const spotted = this._map._datelineSpots || [];
      const symbols = marked.flatMap((layer) => symbolBox(layer).map((box) => ({ ...box, place: layer.feature.properties.place_id })));
      const taken = [...controlBoxes(this._map), ...symbols, ...spotted.map(spotBox)];
      const isArea = (layer) => layer instanceof L.Polygon;
      const edges = marked.filter(isArea).flatMap((layer) => layer._parts);
      const lines = dateline.linesOf([...this._base.lines(["borders", "disputed"]), ...edges]);
      const colours = dateline.colours(this._map);
      const shared = new Set(marked.map((layer) => layer.feature.properties).filter(({ symbol }) => symbol.offset).map((one) => one.place_id));
      const pen = { context, taken, lines, map: this._map, colours, bounds: this._bounds, names: new Set(), shared, symbols,
        hatched: marked.filter((layer) => isArea(layer) && layer.feature.properties.symbol.hatch) };
      const hasNames = this._map._datelineTiles;
      const towns = hasNames ? [] : this._towns();
      for (const layer of marked) if (!isArea(layer)) labelMarked(pen, layer);
      for (const spot of spotted) labelSpot(pen, spot);
      for (const town of towns.slice(0, city.first)) if (town[3] >= city.people) labelTown(pen, town, marked);
      for (const layer of marked) if (isArea(layer)) labelMarked(pen, layer);
      for (const country of hasNames ? [] : this._base.countries()) labelCountry(pen, country);
      const [countries, units] = hasNames ? [[], []] : this._base.namesInView();
      for (const named of countries) labelWithin(pen, named, countryLine(pen, named[0], 13), countries.size === 1);
      if (this._map.getZoom() >= unitsFromZoom) this._nameUnits(pen, units, marked);
      for (const town of towns) labelTown(pen, town, marked);
    },

    /** Those units that the article's own labels do not name already. */
    _nameUnits: function (pen, units, marked) {
      const own = { ...pen, lines: [...pen.lines, ...dateline.linesOf(this._base.lines(["admin1"]))] };
      const said = marked.map((layer) => dateline.plain(layer.feature.properties.label || "")).join("\n");
      for (const named of units) {
        const line = { text: named[0], pixels: 12, weight: 500, style: "italic", colour: pen.colours.country };
        if (!said.includes(named[0])) labelWithin(own, named, line, units.size === 1);
      }
    },

    _towns: function () {
      const zoom = this._map.getZoom();
      const smallest = smallestTown.find(([from]) => zoom >= from)[1];
      const bounds = this._map.getBounds().pad(0.02);
      const towns = this._base.labels().filter(([, latitude, longitude, population]) =>
        population >= smallest && within(bounds, latitude, longitude));
      towns.sort((one, other) => other[3] - one[3]);
      return (zoom < parts.fromZoom ? withoutParts(towns) : towns).slice(0, MOST_TOWNS * 3);
    },
  });

  /** Towns, the weightiest first, without those that lie within the reach of a far weightier one. */
  function withoutParts(towns) {
    const cities = towns.filter((town) => town[3] >= city.people);
    return towns.filter((town) => !cities.some((whole) => whole[3] > parts.share * town[3] && isPart(town, whole)));
  }

  function isPart([, latitude, longitude], [, cityLatitude, cityLongitude, people]) {
    const wide = (longitude - cityLongitude) * Math.cos((latitude * Math.PI) / 180);
    return Math.hypot(latitude - cityLatitude, wide) < parts.degrees * Math.sqrt(people);
  }

  function within(bounds, latitude, longitude) {
    if (latitude < bounds.getSouth() || latitude > bounds.getNorth()) return false;
    const turns = Math.ceil((bounds.getWest() - longitude) / 360);
    return longitude + turns * 360 <= bounds.getEast();
  }

  /** Layers of the article's places, those first whose label matters most. */
  function markedLayers(map) {
    const found = [];
    map.eachLayer((layer) => {
      if (layer.feature && layer.feature.properties.symbol && layer._map) found.push(layer);
    });
    return found.sort((one, other) => other.feature.properties.weight - one.feature.properties.weight);
  }

  const spotBox = ({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });

  /** The name of a place of which a map of many events draws a symbol, once in a map. */
  function labelSpot(pen, { x, y, radius, name }) {
    if (!name || pen.names.size >= MOST_TOWNS || pen.names.has(name)) return;
    const lines = [{ text: name, pixels: 13, weight: 600, colour: pen.colours.ink }];
    if (placed(pen, beside(L.point(x, y), measured(pen.context, lines), radius + 5), lines)) pen.names.add(name);
  }

  function symbolBox(layer) {
    if (!(layer instanceof dateline.Symbol)) return [];
    const symbol = layer.feature.properties.symbol;
    const centre = layer.centre();
    const half = layer.halfSize();
    const count = symbol.count > 1 ? 6 : 0;
    return [{ left: centre.x - half, right: centre.x + half + count, top: centre.y - half - count, bottom: centre.y + half }];
  }

  function controlBoxes(map) {
    const frame = map.getContainer().getBoundingClientRect();
    return [...map.getContainer().querySelectorAll(".leaflet-control, .dateline-edge")].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const corner = map.containerPointToLayerPoint([left - frame.left, top - frame.top]);
      return { left: corner.x, top: corner.y, right: corner.x + right - left, bottom: corner.y + bottom - top };
    });
  }

  function labelMarked(pen, layer) {
    const { label, note, weight, layer: sort } = layer.feature.properties;
    if (!label) return;
    const [pixels, heavy] = sort === "measures" ? [12, 400] : [13.5, 700];
    const lines = [{ text: dateline.plain(label), pixels, weight: weight ? heavy : 500, colour: pen.colours.ink }];
    const mostNotes = pen.bounds.getSize().x < narrow.belowPx ? narrow.notes : Infinity;
    const notes = (note || []).slice(0, mostNotes).map((text) => ({ text: dateline.plain(text), pixels: 12, weight: 400, colour: pen.colours.ink }));
    // Rather fewer notes than any across a border, but one of them, if there is one; of an area rather its words in narrow lines
    // than without a note; then rather across a border than none. Rather none than one that reads as another place's.
    const place = layer instanceof dateline.Symbol && layer.feature.properties.place_id;
    const narrower = layer instanceof L.Polygon ? areaLines : [];
    const ways = [true, false].flatMap((apart) => [{ widest: Infinity, most: Infinity }, ...narrower].map((own) => ({ apart, ...own })));
    for (const { apart, widest, most } of ways)
      for (let count = notes.length; count >= (apart ? Math.min(1, notes.length) : 0); count--) {
        const shown = [...lines, ...notes.slice(0, count)].flatMap((line) =>
          wrapped(pen.context, { ...line, pixels: Math.min(line.pixels, most) }, widest));
        const [boxes, fits = () => true] = spots(pen, layer, measured(pen.context, shown));
        const reads = (box, align) => !place || isNearest(pen, place, nameBox(box, shown[0], align));
        if (placed(pen, boxes, shown, (box, align) => fits(box) && reads(box, align) && !(apart && isCrossed(pen, box)))) return;
      }
  }

  /** Where the first of a label's lines stands, which is the name. */
  function nameBox({ left, right, top }, { width, pixels }, align) {
    const start = { left, right: right - width, centre: (left + right - width) / 2 }[align];
    return { left: start, right: start + width, top, bottom: top + pixels };
  }

  /** Whether a name stands clearly nearer to a symbol of its own place than to any other. */
  function isNearest({ symbols }, place, name) {
    const gapsOf = (own) => symbols.filter((symbol) => (symbol.place === place) === own).map((symbol) => gapPx(symbol, name));
    return Math.min(...gapsOf(true)) + NEARER_PX <= Math.min(...gapsOf(false));
  }

  const gapPx = (one, other) => Math.hypot(
    Math.max(0, one.left - other.right, other.left - one.right), Math.max(0, one.top - other.bottom, other.top - one.bottom));

  /** Countries in spaced capitals, where their land is wide enough for the name. */
  function labelCountry(pen, [name, latitude, longitude, areaKm2]) {
    const pixelsPerKm = (256 * 2 ** pen.map.getZoom()) / (40075 * Math.cos((latitude * Math.PI) / 180));
    const across = Math.sqrt(areaKm2) * pixelsPerKm;
    if (across < countryStyle.leastPx) return;
    const lines = [countryLine(pen, name, across > 260 ? 13 : 12)];
    const size = measured(pen.context, lines);
    const point = nearestCopy(pen, latitude, longitude);
    const box = { left: point.x - size.width / 2, top: point.y - size.height / 2, right: point.x + size.width / 2, bottom: point.y + size.height / 2 };
    if (size.width < across * countryStyle.widest) placed(pen, countryStyle.shiftsPx.map((shift) => [moved(box, shift), "centre"]), lines);
  }

  const countryLine = (pen, name, pixels) =>
    ({ text: name.toUpperCase().split("").join("\u200a"), pixels, weight: 600, colour: pen.colours.country });

  /** A name in the middle of what is in view of its land, where no line crosses it; `isAlone` where nothing else is in view. */
  function labelWithin(pen, [, positions], line, isAlone) {
    const { min, max } = pen.bounds;
    const shares = [0.5, 0.3, 0.7, 0.15, 0.85];
    const inside = isAlone
      ? shares.flatMap((down) => shares.map((across) => L.point(min.x + across * (max.x - min.x), min.y + down * (max.y - min.y))))
      : positions.map((position) => pen.map.latLngToLayerPoint(position)).filter((point) => pen.bounds.contains(point));
    if (!inside.length) return;
    const middle = inside.reduce((sum, point) => sum.add(point), L.point(0, 0)).divideBy(inside.length);
    const { width, height } = measured(pen.context, [line]);
    const boxes = inside.sort((one, other) => one.distanceTo(middle) - other.distanceTo(middle)).slice(0, mostSpots).map(({ x, y }) =>
      [{ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }, "centre"]);
    placed(pen, boxes, [line], (box) => !isCrossed(pen, box));
  }

  const moved = (box, shift) => ({ ...box, top: box.top + shift, bottom: box.bottom + shift });

  function labelTown(pen, [name, latitude, longitude, population], marked) {
    const point = nearestCopy(pen, latitude, longitude);
    if (pen.names.size >= MOST_TOWNS || pen.names.has(name + Math.round(point.x))) return;
    if (pen.names.has(name)) return;
    if (marked.some((layer) => layer instanceof dateline.Symbol && layer._point.distanceTo(point) < townStyle.fromMarkPx)) return;
    const pixels = population > 1000000 ? 13 : 12;
    const lines = [{ text: name, pixels, weight: population > townStyle.large ? 500 : 400, colour: pen.colours.label }];
    const room = townStyle.roomPx;
    const dot = { left: point.x - room, right: point.x + room, top: point.y - room, bottom: point.y + room };
    const boxes = beside(point, measured(pen.context, lines), townStyle.awayPx).slice(0, 4);
    if (!isFree(pen, dot) || !placed(pen, boxes, lines, (box) => !isCrossed(pen, box))) return;
    pen.names.add(name + Math.round(point.x));
    pen.taken.push(dot);
    paintTown(pen, point, population);
  }

  function nearestCopy(pen, latitude, longitude) {
    const turns = Math.round((pen.map.getCenter().lng - longitude) / 360);
    return pen.map.latLngToLayerPoint([latitude, longitude + turns * 360]);
  }

  function paintTown(pen, point, population) {
    const { context, colours } = pen;
    context.beginPath();
    context.arc(point.x, point.y, townStyle.dotPx[population > townStyle.large ? 1 : 0], 0, 2 * Math.PI);
    context.fillStyle = colours.townDot;
    context.fill();
    context.lineWidth = townStyle.edgePx;
    context.strokeStyle = colours.labelHalo;
    context.stroke();
  }
})();
