/* The pointer and the keys over many events: what is under them in words, and a choice told to the page. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const MOST_NAMES = 3;
  const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "long" });
  const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /** The words for some marks: where, how many of what kind, and when if it is one. */
  dateline.wordsOf = function (packed, marks, choice) {
    const [byName, byGroup] = [new Map(), new Map()];
    let pins = 0;
    const add = (sums, key, count) => sums.set(key, (sums.get(key) || 0) + count);
    for (const mark of marks) {
      const count = packed.counts[mark];
      pins += count;
      add(byName, packed.names[packed.name[mark]], count);
      add(byGroup, packed.looks[packed.look[mark]].group, count);
    }
    byName.delete("");
    const lines = [];
    if (byName.size) lines.push(largest(byName, MOST_NAMES).map(([name]) => name).join(", ") + (byName.size > MOST_NAMES ? ` and ${byName.size - MOST_NAMES} more places` : ""));
    lines.push(pins === 1 ? [...byGroup.keys()][0] : `${dateline.numberInWords(pins)} pins: ${kindsOf(byGroup)}`);
    if (pins === 1) lines.push(daysOf(packed.whole || packed, packed.recordsOf(marks, choice)[0]));
    return lines;
  };

  const largest = (sums, most) => [...sums].sort(([, one], [, other]) => other - one).slice(0, most);
  const kindsOf = (byGroup) => largest(byGroup, 9).map(([group, count]) => `${group} ${dateline.numberInWords(count)}`).join(", ");

  function daysOf(packed, record) {
    if (record >= packed.dated) return "no day stated";
    const [first, last] = [packed.first[record], packed.last[record]];
    const inWords = (day) => DAY.format(packed.msOf(day));
    if (first === 0) return `by ${inWords(last)}`;
    if (last === packed.top) return `${inWords(first)} or later`;
    return first === last ? inWords(first) : `between ${inWords(first)} and ${inWords(last)}`;
  }

  /** Listens for a Many (many.js): `many.canvas` knows what is where, `many.pick` takes a choice. */
  dateline.Pointing = class {
    constructor(map, many) {
      Object.assign(this, { map, many, at: -1 });
      map.on("mousemove", (event) => this._hover(event), this);
      map.on("mouseout zoomstart movestart", () => this._leave());
      map.on("click", (event) => this._click(event));
      map.on("contextmenu", (event) => this._hold(event));
      map.tapHold.enable();
      this._addWalker();
    }

    _hover(event) {
      this._last = event.layerPoint;
      if (this._frame) return;
      this._frame = requestAnimationFrame(() => {
        this._frame = null;
        const [item] = this.many.canvas.under(this._last);
        if (item) this.showTip(item);
        else this._leave();
      });
    }

    _leave() {
      if (!this._shown) return;
      this._shown = null;
      this.map.getContainer().classList.remove("dateline-over");
      dateline.hideTip(this.map);
    }

    showTip(item) {
      const key = `${item.cluster} ${item.mark} ${this.many.turn}`;
      this.map.getContainer().classList.add("dateline-over");
      if (this._shown === key) return;
      this._shown = key;
      dateline.tip(this.map, this.map.layerPointToLatLng([item.x, item.y]), this.words(item), item.radius + 5);
    }

    words(item) {
      return dateline.wordsOf(this.many.canvas.packed(), this.many.canvas.marksOf(item), this.many.choice);
    }

    _click(event) {
      const found = this.many.canvas.under(event.layerPoint);
      if (found.length) this.many.pick([...new Set(found.flatMap((item) => this.many.canvas.marksOf(item)))]);
    }

    /** A finger that stays, or the other button of a mouse, tells what is under it and chooses nothing. */
    _hold(event) {
      const [item] = this.many.canvas.under(event.layerPoint);
      if (item) this.showTip(item);
    }

    /** A button for the keyboard: arrows go through what is in view, Enter chooses. */
    _addWalker() {
      const button = (this.walker = L.DomUtil.create("button", "dateline-walker leaflet-control", this.map.getContainer()));
      button.type = "button";
      button.textContent = "Go through the pins: arrow keys, Enter chooses";
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key in KEYS) this._walk(event, KEYS[event.key]);
      });
      button.addEventListener("click", () => this._item && this.many.pick(this.many.canvas.marksOf(this._item)));
      button.addEventListener("blur", () => this._focus(null));
      this.live = L.DomUtil.create("div", "dateline-unseen", this.map.getContainer());
      this.live.setAttribute("aria-live", "polite");
    }

    _walk(event, direction) {
      event.preventDefault();
      const items = this._inView();
      if (!items.length) return;
      const same = (one) => this._item && one.mark === this._item.mark && one.cluster === this._item.cluster;
      const before = items.findIndex(same);
      const at = before < 0 ? (direction > 0 ? 0 : items.length - 1) : (before + direction + items.length) % items.length;
      this._focus(items[at]);
      this.showTip(items[at]);
      this.live.textContent = `${at + 1} of ${items.length}: ${this.words(items[at]).join(". ")}`;
    }

    /** The most events first, each with the same number from west to east. */
    _inView() {
      const { canvas } = this.many;
      return canvas.all().filter((item) => canvas.isInView(item)).sort((one, other) => other.count - one.count || one.x - other.x);
    }

    _focus(item) {
      this._item = item;
      if (!item) this._leave();
      this.many.focus(item);
    }
  };
})();
