/* Many events on the map: dateline.ManyEvents is the layer that the page lays on it with an order, and the first order starts Many.
 *
 * An order is {url, sheets, file, shown, undated, window: [first, last], ends: [first, last], selected: [record]}; days are YYYY-MM-DD or empty,
 * `shown` the bits of the page's filters. A file is fetched once; later orders change only what is shown.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { calendar } = dateline;

  const MOST_TOLD = 1000;
  const AT_REST_MS = 200;
  const BAR_PX = 118;
  const WHY_SUMMED = { "": "", much: "; zoom in for each", loading: "; each is loading", failed: "; what is here did not load" };

  dateline.ManyEvents = L.Layer.extend({
    initialize: function (order) {
      this._order = order;
    },

    onAdd: function (map) {
      map._datelineMany = map._datelineMany || new Many(map);
      map._datelineMany.obey(this._order);
    },

    onRemove: function () {},
  });

  class Many {
    constructor(map) {
      Object.assign(this, { map, packed: null, mode: "auto", turn: 0, picks: 0, picked: [], pickedOf: 0, chosen: 0 });
      const pane = map.createPane("dateline-many");
      Object.assign(pane.style, { zIndex: 460, pointerEvents: "none" });
      this.canvas = new dateline.ManyCanvas({ pane: "dateline-many" }).addTo(map);
      this.pointing = new dateline.Pointing(map, this);
      this._makeRoom();
      const tell = map._datelineTell || (() => {});
      map._datelineTell = (properties) => tell({ ...this.deeds(), ...properties });
      map.on("datelinedrawn", () => this._drawn());
      map.on("datelinelook", () => this._looked());
      map.on("moveend", () => this._moved());
    }

    /** The time control stands below the map and covers nothing of it. The map has its size before it is sent anywhere, which
     * is before the frame has grown to its height. */
    _makeRoom() {
      const container = this.map.getContainer();
      const whole = container.style.height.endsWith("px") ? parseFloat(container.style.height) : container.clientHeight;
      container.style.height = `${whole - BAR_PX}px`;
      this.box = L.DomUtil.create("div", "dateline-time", container.parentElement);
      this.box.setAttribute("role", "group");
      this.box.setAttribute("aria-label", "Days shown");
      container.after(this.box);
      new ResizeObserver(() => this.map.invalidateSize({ animate: false })).observe(container);
      this.map.invalidateSize({ animate: false });
    }

    /** Names of towns make room for what is drawn, and the map says what it shows, once it stays. */
    _drawn() {
      clearTimeout(this._naming);
      this._naming = setTimeout(() => {
        this.map._datelineSpots = this.canvas.spots();
        this.map.fire("datelinespots");
        dateline.describe(this.map);
      }, AT_REST_MS);
    }

    _moved() {
      if (!this.sheets) return;
      this.sheets.forgive();
      this._draw();
    }

    _looked() {
      this.canvas.redraw();
      if (this.bar) this.bar.render();
    }

    async obey(order, again = false) {
      this.order = order;
      if (this.file !== order.file && !(await this._load(order, again))) return;
      if (!this.packed) return;
      const shown = order.shown === this._squeezed ? this._shown : await dateline.bitsOf(order.shown, this.packed.records);
      if (this.order !== order) return;
      const changed = order.shown !== this._squeezed || !this.bar;
      Object.assign(this, { _squeezed: order.shown, _shown: shown });
      if (!this.bar) this._addBar(order);
      this._takeWindow(order.window);
      if (changed) this._tally();
      this.show();
    }

    /** Whether the file came; what went wrong is told, with a way to try again. */
    async _load(order, again) {
      this.file = order.file;
      if (this.bar) this.bar.close();
      const notice = this._say("Loading the events…");
      try {
        this.packed = await dateline.fetchPacked(order.url, again);
      } catch (error) {
        this._failed(order, error);
        return false;
      }
      notice.remove();
      this.sheets = this.packed.sheets.length ? new dateline.Sheets(this.packed, order.sheets, () => this._draw()) : null;
      Object.assign(this, { _squeezed: undefined, picked: [], pickedOf: 0, chosen: 0 });
      this.bar = null;
      return true;
    }

    _say(words) {
      this.box.replaceChildren();
      const notice = L.DomUtil.create("p", "dateline-notice", this.box);
      notice.setAttribute("role", "status");
      notice.textContent = words;
      return notice;
    }

    _failed(order, error) {
      this.file = null;
      const again = L.DomUtil.create("button", "dateline-time-button", this._say(`The events did not load: ${error.message}. `));
      again.type = "button";
      again.textContent = "Try again";
      again.addEventListener("click", () => this.obey(order, true));
    }

    _addBar(order) {
      const [first, last] = order.ends.map(calendar.ms);
      if (first === null || last === null) {
        this._say("None of these events has a day.");
        return;
      }
      this.bar = new dateline.TimeBar(this.map, {
        box: this.box, first, last, moved: () => this.show(), settled: () => this.tell(),
        resized: () => {
          this._tally();
          this.bar.render();
        },
        mode: (mode) => {
          this.mode = mode;
          this.show();
        },
      });
    }

    /** The page's window, unless it only repeats what the hand told it, which may have moved on since. */
    _takeWindow(window) {
      const said = window.join();
      if (!this.bar || said === this._ordered) return;
      const isEcho = said === this._toldWindow;
      this._ordered = said;
      if (!isEcho) this.bar.take(window.map(calendar.ms));
    }

    /** Counts over the days, which the next drawing of the time control shows. */
    _tally() {
      if (!this.bar) return;
      const { first, last } = this.bar;
      const days = (last - first) / calendar.DAY_MS + 1;
      this.bar.binDays = Math.ceil(days / dateline.binsOf(this.bar));
      const bins = Math.ceil(days / this.bar.binDays);
      this.bar.heights = this.packed.histogram(this.packed.dayOf(first), this.bar.binDays, bins, this._shown);
    }

    /** What is shown, counted and drawn in the next frame. */
    show() {
      const { packed } = this;
      const [from, to] = this.bar ? this.bar.window : [null, null];
      this.choice = {
        from: from === null ? 0 : packed.dayOf(from), to: to === null ? packed.top : packed.dayOf(to),
        undated: this.order.undated, shown: this._shown,
      };
      this.found = packed.count(this.choice);
      this._draw();
    }

    /** Close by, what the file has summed to tiles is drawn where it stands, once it has come. */
    _draw() {
      if (!this.found) return;
      const part = this.sheets && dateline.isClose(this.map) ? this.sheets.at(this.map) : null;
      this.turn += 1;
      this.canvas.show({ packed: this.packed, found: this.found }, part && { packed: part, found: part.count(this.choice) }, this.mode);
      this.canvas.single(this.order.selected, this.focused);
      if (this.bar) this.bar.tell(this.inWords());
    }

    /** For those who hear the map. */
    told() {
      return this.found ? [`${this.inWords()} are shown`] : [];
    }

    inWords() {
      const { numberInWords } = dateline;
      const pins = this.found.pins === this.found.events ? "" : ` at ${numberInWords(this.found.pins)} pins`;
      return `${numberInWords(this.found.events)} of ${numberInWords(this.packed.events)} events${pins}${this._summed()}`;
    }

    /** What of them is drawn on tiles in place of its own place. */
    _summed() {
      if (!this.sheets || this.canvas.isFine()) return "";
      return `, places summed to ${this.packed.tile_degrees}°${dateline.isClose(this.map) ? WHY_SUMMED[this.sheets.state] : ""}`;
    }

    /** Whether a pin or a circle lies at a point of the layer. */
    isOver(point) {
      return this.canvas.under(point).length > 0;
    }

    focus(item) {
      this.focused = item;
      this.canvas.single(this.order.selected, item);
    }

    /** Chooses the events of some marks; the same marks chosen again go on to the next of them. */
    pick(marks) {
      const records = this.canvas.packed().recordsOf(marks, this.choice);
      const told = records.slice(0, MOST_TOLD);
      const isSame = told.join() === this.picked.join();
      this.chosen = isSame ? (this.chosen + 1) % told.length : 0;
      Object.assign(this, { picked: told, pickedOf: records.length });
      this.picks = Math.max(this.picks + 1, Date.now());
      this.tell();
    }

    /** The window, the choice and the camera, to the page. */
    tell() {
      this.map._datelineTell(dateline.standing(this.map));
    }

    /** All that the hand did so far, so that the last that was told says everything. */
    deeds() {
      const [first_day, last_day] = (this.bar ? this.bar.window : [null, null]).map((ms) => (ms === null ? "" : calendar.iso(ms)));
      const { file, picked, pickedOf, chosen, picks } = this;
      this._toldWindow = [first_day, last_day].join();
      return { file, first_day, last_day, picked, picked_of: pickedOf, chosen, picks };
    }
  }
})();
