/* The canvas of many events: circles with exact counts where pins lie close, the legend's symbols where there is room for them;
 * or every pin, as dots where there are too many. What is newest lies on top; what lies under a newer dot's pixels is left out. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { TURN, beside, disc, badge, ring } = dateline.shapes;

  const CLOSE_FROM_ZOOM = 9;
  const MOST_SYMBOLS = 1500;
  const MOST_AT_A_PLACE = 9;
  const EDGE_PX = 4;
  const [LEAST_RADIUS, MOST_RADIUS] = [13, 27];
  const SYMBOL_HIT_PX = 14;

  const NUMBERS = new Intl.NumberFormat("en-GB");

  dateline.numberInWords = (number) => NUMBERS.format(number);

  /** Whether the map is so near that pins stand at their own places. */
  dateline.isClose = (map) => map.getZoom() >= CLOSE_FROM_ZOOM;

  dateline.ManyCanvas = dateline.CanvasLayer.extend({
    options: { padding: 0.1 },

    /** What to draw: {packed, found}, the latter what Packed.count gave, and `fine` close by; `mode` is "auto" or "pins". */
    show: function (whole, fine, mode) {
      Object.assign(this, { _whole: whole, _fine: fine, _mode: mode });
      this.redraw();
    },

    /** Whether it draws what stands close by at its own place. */
    isFine: function () {
      return Boolean(this._fine) && dateline.isClose(this._map);
    },

    /** The events as they are drawn. */
    packed: function () {
      return (this.isFine() ? this._fine : this._whole).packed;
    },

    /** Records that the page chose, and the item that the keyboard stands on. */
    single: function (selected, focused) {
      Object.assign(this, { _selected: selected, _focused: focused });
      this.redraw();
    },

    _draw: function (context, ratio) {
      const { min, max } = this._bounds;
      context.clearRect(min.x, min.y, max.x - min.x, max.y - min.y);
      Object.assign(this, { items: [], _hasDots: false });
      if (!this._whole) return;
      const { packed, found } = this.isFine() ? this._fine : this._whole;
      Object.assign(this, { _packed: packed, _found: found });
      const pen = this._pen(context, ratio);
      if (this._mode !== "pins") this._drawCounts(pen);
      else this._drawPins(pen);
      this._drawChosen(pen);
      this._map.fire("datelinedrawn");
    },

    _pen: function (context, ratio) {
      const [map, packed] = [this._map, this._packed];
      const theme = `${map._datelineDark} ${ratio}`;
      if (this._theme !== theme || this._sprites.of !== packed.looks) {
        this._sprites = Object.assign(new dateline.Sprites(map, packed.looks, ratio), { of: packed.looks });
        this._theme = theme;
      }
      return { context, ratio, sprites: this._sprites, colours: dateline.colours(map), bounds: this._bounds, ...placing(map) };
    },

    /** Circles with counts; a cluster of which only one mark is shown is drawn as that mark, close by also the few of one place. */
    _drawCounts: function (pen) {
      const clusters = this._clusters();
      const sums = this._sums(clusters, pen.sprites);
      const most = clusters.totals.reduce((one, other) => Math.max(one, other), 1);
      for (const cluster of sums.shown) {
        const count = sums.counts[cluster];
        const few = sums.few.get(cluster);
        const [x, y] = few ? this._at(pen, few[0]) : pen.place(clusters.x[cluster], clusters.y[cluster]);
        if (!isNear(pen.bounds, x, y, MOST_RADIUS)) continue;
        if (few) this._place(pen, few, x, y);
        else this._circle(pen, { x, y, count, most, cluster, shares: sums.shares(cluster) });
      }
    },

    _clusters: function () {
      const key = this._map.getZoom();
      if (this._clustersAt !== key || this._clustersFrom !== this._packed) {
        this._clustered = dateline.clusters(this._packed, key);
        Object.assign(this, { _clustersAt: key, _clustersFrom: this._packed });
      }
      return this._clustered;
    },

    /** Counts by cluster: how many pins, and how many of each colour; `few` has the marks of those that are drawn as symbols. */
    _sums: function (clusters, sprites) {
      const [total, colours] = [clusters.totals.length, sprites.palette.length];
      const [counts, marks, latest] = [new Uint32Array(total), new Uint32Array(total), new Uint32Array(total)];
      const most = dateline.isClose(this._map) ? MOST_AT_A_PLACE : 1;
      const byColour = new Uint32Array(total * colours);
      const shown = [];
      const { order, look, counts: own, x, y } = this._packed;
      for (let at = 0; at < this._found.marks; at++) {
        const mark = order[at];
        const cluster = clusters.of[mark];
        if (marks[cluster]++ === 0) {
          shown.push(cluster);
          latest[cluster] = mark;
        }
        if (x[mark] !== x[latest[cluster]] || y[mark] !== y[latest[cluster]]) marks[cluster] = most + 1;
        counts[cluster] += own[mark];
        byColour[cluster * colours + sprites.slots[look[mark]]] += own[mark];
      }
      const few = this._few(clusters, marks, most);
      return { counts, few, shown, shares: (one) => byColour.subarray(one * colours, (one + 1) * colours) };
    },

    /** The marks of each cluster that has no more than `most`, the newest first. */
    _few: function (clusters, marks, most) {
      const found = new Map();
      for (let at = 0; at < this._found.marks; at++) {
        const mark = this._packed.order[at];
        const cluster = clusters.of[mark];
        if (marks[cluster] > most) continue;
        if (found.has(cluster)) found.get(cluster).push(mark);
        else found.set(cluster, [mark]);
      }
      return found;
    },

    _at: function (pen, mark) {
      return pen.place(this._packed.x[mark], this._packed.y[mark]);
    },

    /** A disc with an exact number, within a ring that has a part for each colour. */
    _circle: function (pen, { x, y, count, most, cluster, shares }) {
      const { context, colours, sprites } = pen;
      const words = dateline.numberInWords(count);
      context.font = `650 ${words.length > 5 ? 10.5 : 12}px ${dateline.FONT}`;
      const fitting = context.measureText(words).width / 2 + 7;
      const radius = Math.min(MOST_RADIUS, Math.max(fitting, LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * Math.sqrt(count / most)));
      disc(context, x, y, radius + 2, colours.lineHalo);
      disc(context, x, y, radius, colours.paper);
      let from = -TURN / 4;
      shares.forEach((share, slot) => {
        if (!share) return;
        const to = from + (TURN * share) / count;
        context.beginPath();
        context.arc(x, y, radius - 1.75, from, to);
        context.lineWidth = 3.5;
        context.strokeStyle = sprites.palette[slot];
        context.stroke();
        from = to;
      });
      context.fillStyle = colours.ink;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(words, x, y + 0.5);
      this.items.push({ x, y, radius, reach: radius + 2, count, cluster });
    },

    _symbol: function (pen, mark, x, y) {
      const look = this._packed.look[mark];
      if (this._packed.looks[look].near_km) this._ring(pen, mark, look);
      pen.sprites.symbol(pen.context, look, x, y);
      const [count, radius] = [this._packed.counts[mark], this._packed.looks[look].radius];
      if (count > 1) badge(pen, x + radius, y - radius, dateline.numberInWords(count));
      this.items.push({ x, y, radius, reach: SYMBOL_HIT_PX, count, mark });
    },

    /** Around the place of what is only said to be near it. */
    _ring: function (pen, mark, look) {
      const [x, y] = this._at(pen, mark);
      const radius = dateline.nearPixels(this._map, this._packed.looks[look].near_km, this._packed.latitude[mark]);
      dateline.paintRing(pen.context, { x, y }, radius, pen.sprites.colours[look]);
    },

    /** Symbols, those of one place beside each other; dots where there are too many. */
    _drawPins: function (pen) {
      if (!this._inView || this._inView.packed !== this._packed) this._inView = new dateline.InView(this._packed);
      const inView = this._inView;
      this._hasDots = inView.gather(this._found.marks, pen) > MOST_SYMBOLS;
      if (this._hasDots) inView.paint(pen);
      else
        for (const place of inView.places()) this._place(pen, place.map((at) => inView.marks[at]), inView.across[place[0]], inView.down[place[0]]);
    },

    /** Symbols of one place, the newest of which stands in the middle and on top. */
    _place: function (pen, marks, x, y) {
      for (let number = marks.length - 1; number >= 0; number--) this._symbol(pen, marks[number], ...beside(x, y, number, marks.length - 1));
    },

    /** Everything that is drawn: for dots made only when it is asked for. */
    all: function () {
      if (!this.items.length && this._hasDots) this.items = this._inView.items();
      return this.items;
    },

    /** A ring around what the page chose, and around what the keyboard stands on. */
    _drawChosen: function (pen) {
      const marks = new Set((this._selected || []).map((record) => this._packed.markOf(record)));
      const of = (item) => (item.cluster === undefined ? [item.mark] : []);
      const inCluster = (item) => item.cluster !== undefined && [...marks].some((mark) => this._clustered.of[mark] === item.cluster);
      for (const item of marks.size ? this.all() : []) if (of(item).some((mark) => marks.has(mark)) || inCluster(item)) ring(pen, item, 3);
      const focused = this._focused && this.all().find((item) => item.mark === this._focused.mark && item.cluster === this._focused.cluster);
      if (focused) ring(pen, focused, 4);
    },

    /** Items at a point of the layer, the nearest first. */
    under: function (point) {
      const far = (item) => Math.hypot(item.x - point.x, item.y - point.y);
      const found = (this._hasDots ? this._inView.near(point) : this.items || []).filter((item) => far(item) <= item.reach);
      return found.sort((one, other) => far(one) - far(other));
    },

    /** The marks that an item stands for, of those that are shown. */
    marksOf: function (item) {
      if (item.cluster === undefined) return [item.mark];
      const found = [];
      for (let at = 0; at < this._found.marks; at++)
        if (this._clustered.of[this._packed.order[at]] === item.cluster) found.push(this._packed.order[at]);
      return found;
    },

    /** Whether the middle of an item is on the screen. */
    isInView: function (item) {
      const size = this._map.getSize();
      const { x, y } = this._map.layerPointToContainerPoint([item.x, item.y]);
      return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
    },

    /** What names of towns make room for, in layer pixels: {x, y, radius, name}, the most events first; dots take no room. */
    spots: function () {
      if (this._hasDots || !this.items) return [];
      const { names, name } = this._packed;
      const nameOf = (item) => (item.cluster === undefined ? names[name[item.mark]] : "");
      const ordered = this.items.filter((item) => this.isInView(item)).sort((one, other) => other.count - one.count);
      return ordered.map((item) => ({ x: item.x, y: item.y, radius: item.radius + (item.cluster === undefined ? EDGE_PX : 0), name: nameOf(item) }));
    },
  });

  /** From world pixels at zoom 0 to layer pixels. */
  function placing(map) {
    const scale = 2 ** map.getZoom();
    const { x: left, y: top } = map.getPixelOrigin();
    const middle = map.project(map.getCenter()).x / scale;
    return { frame: { scale, left, top, middle }, place: (x, y) => [dateline.acrossOf(x, middle) * scale - left, y * scale - top] };
  }

  const isNear = ({ min, max }, x, y, margin) => x >= min.x - margin && x <= max.x + margin && y >= min.y - margin && y <= max.y + margin;
})();
