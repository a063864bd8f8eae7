/* Around the map: where in the world it is, which places of the article are out of view, two fingers on touch screens, and
 * flights to where the page sends it. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const HINT_MS = 1400;
  const LOCATOR_PX = 132;
  const FULL_SIZE = [1000, 600];
  const FLIGHT_SECONDS = 1.2;
  const CORNERS = ["bottomright", "topright"];
  const CORNER_PX = 12;
  const EDGE_PX = 6;
  const MOST_FAR = { true: 2, false: 4 };
  const ARROWS = ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"];

  const asksForLessMotion = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** A small map of the world with a frame around what is in view. */
  dateline.Locator = L.Control.extend({
    options: { position: "bottomright", north: 78, south: -57 },

    initialize: function (data, options) {
      L.Util.setOptions(this, options);
      this._data = data;
    },

    onAdd: function (map) {
      this._map = map;
      this._canvas = L.DomUtil.create("canvas", "dateline-locator");
      this._canvas.setAttribute("role", "img");
      this._canvas.setAttribute("aria-label", "Where in the world the map stands");
      map.on("moveend resize", this.draw, this);
      return this._canvas;
    },

    onRemove: function (map) {
      map.off("moveend resize", this.draw, this);
    },

    /** In the first of its corners in which no symbol of the article stands; in none where both are taken. */
    stand: function () {
      const { x, y } = this._map.getSize();
      const [width, height] = [this._canvas.offsetWidth + CORNER_PX, this._canvas.offsetHeight + CORNER_PX];
      const credits = this._map.attributionControl.getContainer().offsetHeight;
      const tops = { bottomright: y - height - credits, topright: 0 };
      const points = symbols(this._map).map((layer) => this._map.layerPointToContainerPoint(layer.centre()));
      const isFree = (top) => !points.some((point) => point.x > x - width && point.x < x && point.y > top && point.y < top + height);
      const corner = CORNERS.find((name) => isFree(tops[name]));
      this._canvas.style.visibility = corner ? "" : "hidden";
      if (corner) this._map._controlCorners[corner].prepend(this._canvas);
    },

    draw: function () {
      if (!this._map || !this._data.world) return;
      const scale = LOCATOR_PX / dateline.UNITS;
      const top = dateline.unitY(this.options.north);
      const height = (dateline.unitY(this.options.south) - top) * scale;
      const ratio = window.devicePixelRatio || 1;
      Object.assign(this._canvas, { width: Math.round(LOCATOR_PX * ratio), height: Math.round(height * ratio) });
      Object.assign(this._canvas.style, { width: `${LOCATOR_PX}px`, height: `${height}px` });
      this._paint(this._canvas.getContext("2d"), scale, top, ratio);
    },

    _paint: function (context, scale, top, ratio) {
      const colours = dateline.colours(this._map);
      context.setTransform(scale * ratio, 0, 0, scale * ratio, 0, -top * scale * ratio);
      context.fillStyle = colours.sea;
      context.fillRect(0, 0, dateline.UNITS, dateline.UNITS);
      context.fillStyle = colours.shore;
      context.fill(this._data.world.land, "evenodd");
      const bounds = this._map.getBounds();
      const least = 9 / scale;
      const middle = this._map.getCenter().wrap();
      const wide = Math.max(least, dateline.unitX(bounds.getEast()) - dateline.unitX(bounds.getWest()));
      const high = Math.max(least, dateline.unitY(bounds.getSouth()) - dateline.unitY(bounds.getNorth()));
      const [x, y] = [dateline.unitX(middle.lng), dateline.unitY(middle.lat)];
      context.lineWidth = 3.5 / scale;
      context.strokeStyle = colours.labelHalo;
      context.strokeRect(x - wide / 2, y - high / 2, wide, high);
      context.lineWidth = 1.75 / scale;
      context.strokeStyle = colours.ink;
      context.strokeRect(x - wide / 2, y - high / 2, wide, high);
    },
  });

  const marks = (map) => Object.values(map._layers).filter((layer) => layer.feature && layer.feature.properties.symbol);
  /** Those that have their point: of layers that wait for the map's first view each gets it in its turn. */
  const symbols = (map) => marks(map).filter((layer) => layer instanceof dateline.Symbol && layer._point);

  /** Keeps the corner of the locator, and buttons at the edge that name places out of view, where they hide nothing. */
  dateline.arrange = function (map, locator) {
    const edges = L.DomUtil.create("div", "dateline-edges", map.getContainer());
    edges.setAttribute("role", "group");
    edges.setAttribute("aria-label", "Places out of view");
    let stood = "";
    const arrange = function () {
      if (!map._loaded) return;
      locator.stand();
      const far = farPlaces(map);
      const stands = JSON.stringify([map.getSize(), far.map(({ name, point }) => [name, point])]);
      if (stands === stood) return;
      stood = stands;
      edges.replaceChildren();
      for (const one of far) addEdge(map, edges, one);
      map.fire("datelinespots");
    };
    map.on("moveend resize layeradd layerremove", L.Util.throttle(arrange, 200));
  };

  /** The weightiest of the article's places that are out of view, with the point of the map at which each would stand. */
  function farPlaces(map) {
    const [size, bounds] = [map.getSize(), map.getBounds()];
    const found = new Map();
    for (const layer of marks(map)) {
      const { label, weight, layer: sort, latitude, longitude, place_id } = layer.feature.properties;
      if (!label || !weight || sort === "measures") continue;
      const turns = Math.round((map.getCenter().lng - longitude) / 360);
      const point = map.latLngToContainerPoint([latitude, longitude + turns * 360]);
      const isSeen = layer instanceof dateline.Symbol ? L.bounds([0, 0], size).contains(point) : bounds.intersects(layer.getBounds());
      if (!isSeen && !found.has(place_id)) found.set(place_id, { name: dateline.plain(label), weight, point, at: L.latLng(latitude, longitude + turns * 360) });
    }
    const isSmall = map.getContainer().classList.contains("dateline-small");
    return [...found.values()].sort((one, other) => other.weight - one.weight).slice(0, MOST_FAR[isSmall]);
  }

  /** A button where the way to the place leaves the map, or along the edge from there where something stands. */
  function addEdge(map, edges, { name, point, at }) {
    const middle = map.getSize().divideBy(2);
    const way = point.subtract(middle);
    const arrow = ARROWS[Math.round((Math.atan2(way.y, way.x) * 4) / Math.PI + 8) % 8];
    const button = L.DomUtil.create("button", "dateline-edge", edges);
    button.type = "button";
    button.textContent = way.x < 0 ? `${arrow} ${name}` : `${name} ${arrow}`;
    button.setAttribute("aria-label", `${name}, out of view: go there`);
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => {
      map._datelineByHand = true;
      if (asksForLessMotion()) map.setView(at, map.getZoom(), { animate: false });
      else map.flyTo(at, map.getZoom(), { duration: FLIGHT_SECONDS });
    });
    const half = L.point(button.offsetWidth, button.offsetHeight).divideBy(2);
    const room = middle.subtract(half).subtract([EDGE_PX, EDGE_PX]);
    const shares = [room.x / Math.abs(way.x), room.y / Math.abs(way.y)];
    const leaves = middle.add(way.multiplyBy(Math.min(...shares))).subtract(half);
    const along = shares[0] < shares[1] ? L.point(0, 1) : L.point(1, 0);
    const frame = map.getContainer().getBoundingClientRect();
    const taken = [...map.getContainer().querySelectorAll(".leaflet-control, .dateline-edge")]
      .filter((element) => element !== button && element.offsetParent)
      .map((element) => element.getBoundingClientRect());
    const signs = symbols(map).map((layer) => {
      const { x, y } = map.layerPointToContainerPoint(layer.centre());
      const [left, top, size] = [x + frame.left - layer.halfSize(), y + frame.top - layer.halfSize(), 2 * layer.halfSize()];
      return { left, right: left + size, top, bottom: top + size };
    });
    const isFree = ({ x, y }, others) => x >= 0 && y >= 0 && x + 2 * half.x <= 2 * middle.x && y + 2 * half.y <= 2 * middle.y
      && others.every(({ left, right, top, bottom }) =>
        x + frame.left > right || x + frame.left + 2 * half.x < left || y + frame.top > bottom || y + frame.top + 2 * half.y < top);
    const shifts = Array.from({ length: 81 }, (_, step) => (step % 2 ? 1 : -1) * Math.ceil(step / 2) * EDGE_PX);
    const spots = shifts.map((shift) => leaves.add(along.multiplyBy(shift)));
    // Rather over a sign than not at all.
    const spot = spots.find((one) => isFree(one, [...taken, ...signs])) || spots.find((one) => isFree(one, taken));
    if (spot) Object.assign(button.style, { left: `${spot.x}px`, top: `${spot.y}px` });
    else button.remove();
  }

  /** One finger scrolls the page, two move the map; a mouse drags it as ever. */
  dateline.twoFingers = function (map) {
    const container = map.getContainer();
    const hint = L.DomUtil.create("div", "dateline-hint", container);
    hint.textContent = "Use two fingers to move the map";
    hint.setAttribute("aria-hidden", "true");
    let start = null;
    let timer = 0;
    const at = (event) => [event.touches[0].clientX, event.touches[0].clientY];
    const show = function () {
      clearTimeout(timer);
      hint.classList.add("shown");
      timer = setTimeout(() => hint.classList.remove("shown"), HINT_MS);
    };
    const down = function (event) {
      map.dragging.disable();
      start = event.touches.length === 1 ? at(event) : null;
      if (event.touches.length > 1) hint.classList.remove("shown");
    };
    const moved = function (event) {
      if (!start || event.touches.length !== 1) return;
      const [x, y] = at(event);
      if (Math.hypot(x - start[0], y - start[1]) > 12) show();
    };
    container.addEventListener("touchstart", down, { capture: true, passive: true });
    container.addEventListener("touchmove", moved, { capture: true, passive: true });
    container.addEventListener("mousedown", () => map.dragging.enable(), true);
  };

  /** Obeys the page's orders, which come as [latitude, longitude] with the zoom that suits a map of FULL_SIZE: a smaller
   * map shows the same land at a lower zoom. The first order is where the map opens; it flies to those that follow. */
  dateline.obey = function (map) {
    const setView = map.setView;
    let opened = false;
    map.setView = function (centre, zoom, options) {
      if (!Array.isArray(centre)) return setView.call(map, centre, zoom, options);
      map._datelineByHand = false;
      const fitting = Math.max(map.getMinZoom(), Math.round((zoom + dateline.zoomShift(map)) * 4) / 4);
      if (opened && isThere(map, centre, fitting)) return map;
      const still = !opened || asksForLessMotion();
      opened = true;
      return still ? setView.call(map, centre, fitting, { animate: false }) : map.flyTo(centre, fitting, { duration: FLIGHT_SECONDS });
    };
  };

  /** Where a person asks for less motion nothing glides: each step, zoom and drag ends where it is. */
  dateline.keepStill = function (map) {
    if (!asksForLessMotion()) return;
    const { panBy } = map;
    Object.assign(map.options, { inertia: false, zoomAnimation: false, fadeAnimation: false });
    map._zoomAnimated = false;
    map.panBy = (offset, options) => panBy.call(map, offset, { ...options, animate: false });
  };

  const isThere = (map, centre, zoom) =>
    Math.abs(zoom - map.getZoom()) < 0.05 && map.latLngToContainerPoint(centre).distanceTo(map.getSize().divideBy(2)) < 2;

  /** Zoom levels by which this map stands below a map of FULL_SIZE; in quarters, never above 0. */
  dateline.zoomShift = function (map) {
    const size = map.getSize();
    const share = Math.min(1, size.x / FULL_SIZE[0], size.y / FULL_SIZE[1]);
    return Math.floor(Math.log2(Math.max(share, 0.05)) * 4) / 4;
  };
})();
