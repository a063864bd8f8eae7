/* Many events on the map: dateline.ManyEvents is the layer that the page lays on it with an order, and the first order starts Many.
 *
 * An order is {url, sheets, file, shown, undated, window: [first, last], selected: [record]}; days are YYYY-MM-DD or empty, `shown` the
 * bits of the page's filters. A file is fetched once; later orders change only what is shown.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const MOST_TOLD = 1000;
  const AT_REST_MS = 200;
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
      this._addTold();
      const tell = map._datelineTell || (() => {});
      map._datelineTell = (properties) => tell({ ...this.deeds(), ...properties });
      map.on("datelinedrawn", () => this._drawn());
      map.on("datelinelook", () => this.canvas.redraw());
      map.on("moveend", () => this._moved());
    }

    /** In a corner of the map: how many events are shown, and the switch from counts to every pin. */
    _addTold() {
      const control = L.control({ position: "topright" });
      control.onAdd = () => L.DomUtil.create("div", "dateline-many");
      const box = control.addTo(this.map).getContainer();
      L.DomEvent.disableClickPropagation(box);
      this.words = L.DomUtil.create("span", "", box);
      this.words.setAttribute("role", "status");
      this.button = L.DomUtil.create("button", "", box);
      this.button.type = "button";
      this.button.hidden = true;
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

    async obey(order, again = false) {
      this.order = order;
      if (this.file !== order.file && !(await this._load(order, again))) return;
      if (!this.packed) return;
      const shown = order.shown === this._squeezed ? this._shown : await dateline.bitsOf(order.shown, this.packed.records);
      if (this.order !== order) return;
      Object.assign(this, { _squeezed: order.shown, _shown: shown });
      this.show();
    }

    /** Whether the file came; what went wrong is told, with a way to try again. */
    async _load(order, again) {
      this.file = order.file;
      this.words.textContent = "Loading the events…";
      this.button.hidden = true;
      try {
        this.packed = await dateline.fetchPacked(order.url, again);
      } catch (error) {
        this._failed(order, error);
        return false;
      }
      this._offer("Every pin", () => this._switchMode());
      this.sheets = this.packed.sheets.length ? new dateline.Sheets(this.packed, order.sheets, () => this._draw()) : null;
      Object.assign(this, { _squeezed: undefined, picked: [], pickedOf: 0, chosen: 0 });
      return true;
    }

    _offer(words, act) {
      this.button.textContent = words;
      this.button.onclick = act;
      this.button.hidden = false;
    }

    _failed(order, error) {
      this.file = null;
      this.words.textContent = `The events did not load: ${error.message}.`;
      this._offer("Try again", () => this.obey(order, true));
    }

    _switchMode() {
      this.mode = this.mode === "auto" ? "pins" : "auto";
      this.button.setAttribute("aria-pressed", String(this.mode === "pins"));
      this._draw();
    }

    /** What is shown, counted and drawn in the next frame. */
    show() {
      const { packed, order } = this;
      const [from, to] = order.window;
      this.choice = { from: from ? packed.dayOf(from) : 0, to: to ? packed.dayOf(to) : packed.top, undated: order.undated, shown: this._shown };
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
      this.words.textContent = this.inWords();
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

    /** The choice and the camera, to the page. */
    tell() {
      this.map._datelineTell(dateline.standing(this.map));
    }

    /** All that the hand did so far, so that the last that was told says everything. */
    deeds() {
      const { file, picked, pickedOf, chosen, picks } = this;
      return { file, picked, picked_of: pickedOf, chosen, picks };
    }
  }
})();
