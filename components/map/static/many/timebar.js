/* The days shown, chosen within the map: two handles over the days' counts, a window to drag, steps, and playing.
 *
 * A handle at an end bounds nothing on that side. Moving it asks nobody; `settled` is told when the hand lets go.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { calendar } = dateline;

  const PLAY_MS = 700;
  const HELD_STILL_MS = 350;
  const NAMES = { day: "Day", week: "Week", month: "Month", year: "Year" };
  /** The step at first: the shortest that goes through the days in no more than this many. */
  const MOST_STEPS = 70;

  const make = function (name, className, parent, attributes = {}) {
    const element = L.DomUtil.create(name, className, parent);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  /** A day as a number that a slider can have: 20220224. */
  const numberOf = (day) => calendar.iso(day).replaceAll("-", "");

  dateline.TimeBar = class {
    /** `box` is where it stands; `first`, `last` the days over which it reaches, milliseconds of UTC. `moved` and `resized` are
     * to have it drawn, with what then stands in it. */
    constructor(map, { box, first, last, moved, resized, settled, mode }) {
      Object.assign(this, { map, box, first, last, moved, resized, settled, mode, window: [null, null], heights: [] });
      this.unit = calendar.units.find((unit) => (last - first) / calendar.DAY_MS / calendar.DAYS[unit] <= MOST_STEPS) || "year";
      this._build();
      this._listen();
    }

    _build() {
      const { box } = this;
      box.replaceChildren();
      const row = make("div", "dateline-time-row", box);
      this.back = this._button(row, "‹", "A step back", () => this.step(-1));
      this.play = this._button(row, "▶", "Play", () => this.toggle());
      this.on = this._button(row, "›", "A step on", () => this.step(1));
      this.select = make("select", "dateline-time-step", row, { "aria-label": "Length of a step" });
      for (const unit of calendar.units) make("option", "", this.select, { value: unit }).textContent = NAMES[unit];
      this.select.value = this.unit;
      this.words = make("div", "dateline-time-words", row, { role: "status" });
      [this.days, this.count] = [make("strong", "", this.words), make("span", "", this.words)];
      this.all = this._button(row, "All days", "Show all days", () => this.choose([null, null]));
      this.counts = this._button(row, "Every pin", "Draw every pin in place of counts", () => this._switchMode());
      this.track = make("div", "dateline-time-track", box);
      this.chart = make("canvas", "dateline-time-chart", this.track, { "aria-hidden": "true" });
      this.range = make("div", "dateline-time-range", this.track);
      this.handles = ["First day", "Last day"].map((label, end) =>
        make("div", `dateline-time-handle ${end ? "last" : "first"}`, this.track, {
          role: "slider", tabindex: "0", "aria-label": label, "aria-valuemin": numberOf(this.first), "aria-valuemax": numberOf(this.last),
        }));
    }

    _button(row, sign, label, act) {
      const button = make("button", "dateline-time-button", row, { type: "button", "aria-label": label, title: label });
      button.textContent = sign;
      button.addEventListener("click", act);
      return button;
    }

    _switchMode() {
      const every = this.counts.getAttribute("aria-pressed") !== "true";
      this.counts.setAttribute("aria-pressed", String(every));
      this.mode(every ? "pins" : "auto");
    }

    _listen() {
      this.handles.forEach((handle, end) => {
        this._drag(handle, (day) => this._put(end, day));
        handle.addEventListener("keydown", (event) => this._key(event, end));
      });
      let start = null;
      this._drag(this.range, (day, from) => {
        start = from ? this.ends() : start;
        const shift = Math.max(this.first - start[0], Math.min(this.last - start[1], day - this._grabbed));
        this._set([start[0] + shift, start[1] + shift]);
      });
      this.select.addEventListener("change", () => (this.unit = this.select.value));
      this.size = { width: this.track.clientWidth, height: this.track.clientHeight };
      this._observer = new ResizeObserver(([{ contentRect }]) => {
        this.size = { width: contentRect.width, height: contentRect.height };
        this.resized();
      });
      this._observer.observe(this.track);
    }

    /** Before another takes its place: nothing plays on, and nobody is told of its size. */
    close() {
      this.stop();
      this._observer.disconnect();
    }

    /** Calls `move(day, isFirst)` while an element is held; the hand lets go of it once. */
    _drag(element, move) {
      element.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        element.focus({ preventScroll: true });
        element.setPointerCapture(event.pointerId);
        this.stop();
        const middle = element === this.range ? event.clientX : this._left(this.ends()[this.handles.indexOf(element)]);
        const aside = event.clientX - middle;
        this._grabbed = this._day(event.clientX);
        move(this._grabbed, true);
        const moving = (next) => move(this._day(next.clientX - aside), false);
        element.addEventListener("pointermove", moving);
        const done = () => {
          element.removeEventListener("pointermove", moving);
          this._settle(0);
        };
        for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, done, { once: true });
      });
    }

    _day(clientX) {
      const { left, width } = this.track.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (clientX - left) / width));
      return this.first + Math.round((share * (this.last - this.first)) / calendar.DAY_MS) * calendar.DAY_MS;
    }

    _left(day) {
      const { left, width } = this.track.getBoundingClientRect();
      return left + width * this.share(day);
    }

    share(day) {
      return this.last > this.first ? (day - this.first) / (this.last - this.first) : 0.5;
    }

    _key(event, end) {
      const [from, to] = this.ends();
      const day = [from, to][end];
      const { DAY_MS, start, next } = calendar;
      const moves = {
        ArrowLeft: day - DAY_MS, ArrowDown: day - DAY_MS, ArrowRight: day + DAY_MS, ArrowUp: day + DAY_MS,
        PageDown: start(this.unit, day - DAY_MS), PageUp: next(this.unit, day), Home: this.first, End: this.last,
      };
      if (!(event.key in moves)) return;
      event.preventDefault();
      this.stop();
      this._put(end, moves[event.key]);
      this._settle(HELD_STILL_MS);
    }

    _put(end, day) {
      const ends = this.ends();
      ends[end] = end ? Math.max(ends[0], day) : Math.min(ends[1], day);
      this._set(ends);
    }

    /** Both ends as days, where nothing bounds the window those of the bar. */
    ends() {
      const [from, to] = this.window;
      return [from === null ? this.first : Math.max(this.first, from), to === null ? this.last : Math.min(this.last, to)];
    }

    _set([from, to]) {
      const bounded = [from <= this.first ? null : from, to >= this.last ? null : to];
      if (bounded[0] === this.window[0] && bounded[1] === this.window[1]) return;
      this.window = bounded;
      this.moved();
    }

    /** Take over a window without telling of it; the next `tell` draws it. */
    take(window) {
      this.window = window;
    }

    choose(window) {
      this.stop();
      this._set([window[0] ?? this.first, window[1] ?? this.last]);
      this._settle(0);
    }

    _settle(after) {
      clearTimeout(this._settling);
      this._settling = setTimeout(() => this.settled(this.window), after);
    }

    /** The window one step on or back; from more than a step's length, to the first or the last step within it. */
    step(direction, { byHand = true } = {}) {
      if (byHand) this.stop();
      const { start, next, DAY_MS } = calendar;
      const [from, to] = this.ends();
      const isOne = start(this.unit, from) === start(this.unit, to);
      const at = direction > 0 ? (isOne ? next(this.unit, to) : from) : isOne ? start(this.unit, from) - DAY_MS : to;
      if (at > this.last || at < this.first) return false;
      this._set([Math.max(this.first, start(this.unit, at)), Math.min(this.last, next(this.unit, at) - DAY_MS)]);
      if (byHand) this._settle(HELD_STILL_MS);
      return true;
    }

    toggle() {
      if (this._playing) return this.stop(true);
      const [, to] = this.ends();
      if (to >= this.last && this.window[0] !== null) this._set([this.first, this.last]);
      this._playing = setInterval(() => this.step(1, { byHand: false }) || this.stop(true), PLAY_MS);
      this._showPlaying("❚❚", "Pause", "off");
      this.step(1, { byHand: false });
      return undefined;
    }

    stop(tell = false) {
      if (!this._playing) return;
      clearInterval(this._playing);
      this._playing = null;
      this._showPlaying("▶", "Play", "polite");
      if (tell) this._settle(0);
    }

    /** While the days play, a reader of the screen is not told each of them. */
    _showPlaying(sign, label, live) {
      this.words.setAttribute("aria-live", live);
      this.play.textContent = sign;
      this.play.setAttribute("aria-label", label);
      this.play.title = label;
    }

    /** What is shown, in words behind the days. */
    tell(words) {
      this._told = words;
      this.render();
    }

    render() {
      const [from, to] = this.ends();
      this.handles.forEach((handle, end) => {
        const day = [from, to][end];
        handle.style.left = `${100 * this.share(day)}%`;
        handle.setAttribute("aria-valuenow", numberOf(day));
        handle.setAttribute("aria-valuetext", calendar.inWords(day) + (this.window[end] === null ? (end ? ", and after" : ", and before") : ""));
      });
      Object.assign(this.range.style, { left: `${100 * this.share(from)}%`, width: `${100 * (this.share(to) - this.share(from))}%` });
      this.all.disabled = this.window[0] === null && this.window[1] === null;
      this.days.textContent = calendar.span(...this.window) || calendar.span(this.first, this.last);
      this.count.textContent = this._told || "";
      dateline.paintDays(this, from, to);
    }
  };
})();
