/* Marks in view and their dots, written straight into the picture's memory: a hundred thousand in the time of some frames.
 *
 * The newest come first and lie on top; of each square of 2 by 2 pixels only the newest is drawn.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const MARGIN_PX = 20;
  const [RADIUS_PX, HIT_PX] = [4, 6];

  /** The copy of the world that lies nearest to the middle of the map, in world pixels at zoom 0. */
  dateline.acrossOf = (x, middle) => x + Math.round((middle - x) / dateline.WORLD_PX) * dateline.WORLD_PX;

  dateline.InView = class {
    constructor(packed) {
      this.packed = packed;
      this.length = 0;
      this.marks = new Uint32Array(packed.marks);
      [this.across, this.down] = [new Float32Array(packed.marks), new Float32Array(packed.marks)];
      [this._kept, this._cells] = [new Uint32Array(packed.marks), new Uint32Array(packed.marks)];
    }

    /** Finds the marks within the bounds, of the first `shown` in the file's order, with their layer pixels. */
    gather(shown, { frame, bounds }) {
      const { order, x, y } = this.packed;
      const { scale, left, top, middle } = frame;
      const { min, max } = bounds;
      const [west, east, north, south] = [min.x - MARGIN_PX, max.x + MARGIN_PX, min.y - MARGIN_PX, max.y + MARGIN_PX];
      let found = 0;
      for (let at = 0; at < shown; at++) {
        const mark = order[at];
        const across = dateline.acrossOf(x[mark], middle) * scale - left;
        const down = y[mark] * scale - top;
        if (across < west || across > east || down < north || down > south) continue;
        this.marks[found] = mark;
        this.across[found] = across;
        this.down[found++] = down;
      }
      this.length = found;
      return found;
    }

    /** Dots of all, onto an empty canvas. */
    paint(pen) {
      const { context, sprites } = pen;
      const { width, height } = context.canvas;
      if (!this._image || this._image.width !== width || this._image.height !== height) this._image = context.createImageData(width, height);
      const words = new Uint32Array(this._image.data.buffer).fill(0);
      for (let number = this._thin(pen, width, height) - 1; number >= 0; number--) {
        const cell = this._cells[number];
        stamp(words, width, height, sprites.dots[this.packed.look[this.marks[this._kept[number]]]], cell % width, Math.floor(cell / width));
      }
      context.putImageData(this._image, 0, 0);
    }

    /** How many lie in a square that no newer one has taken; they stand in _kept, their pixels in _cells. */
    _thin({ bounds, ratio }, width, height) {
      const wide = (width >> 1) + 1;
      const taken = new Uint8Array(wide * ((height >> 1) + 1));
      let kept = 0;
      for (let at = 0; at < this.length; at++) {
        const across = Math.round((this.across[at] - bounds.min.x) * ratio);
        const down = Math.round((this.down[at] - bounds.min.y) * ratio);
        if (across < 0 || down < 0 || across >= width || down >= height) continue;
        const square = (down >> 1) * wide + (across >> 1);
        if (taken[square]) continue;
        taken[square] = 1;
        this._cells[kept] = down * width + across;
        this._kept[kept++] = at;
      }
      return kept;
    }

    /** A dot as an item of the canvas. */
    item(at) {
      const mark = this.marks[at];
      return { x: this.across[at], y: this.down[at], radius: RADIUS_PX, reach: HIT_PX, count: this.packed.counts[mark], mark };
    }

    items() {
      return Array.from({ length: this.length }, (_, at) => this.item(at));
    }

    near({ x, y }) {
      const found = [];
      for (let at = 0; at < this.length; at++)
        if (Math.abs(this.across[at] - x) <= HIT_PX && Math.abs(this.down[at] - y) <= HIT_PX) found.push(this.item(at));
      return found;
    }

    /** Places in view, the oldest first: for each its marks' numbers here. */
    places() {
      const stacked = new Map();
      for (let at = 0; at < this.length; at++) {
        const key = `${this.across[at]} ${this.down[at]}`;
        if (stacked.has(key)) stacked.get(key).push(at);
        else stacked.set(key, [at]);
      }
      return [...stacked.values()].reverse();
    }
  };

  function stamp(words, width, height, dot, across, down) {
    const { across: aside, down: below, colours, reach } = dot;
    const inside = across >= reach && down >= reach && across < width - reach && down < height - reach;
    for (let pixel = 0; pixel < colours.length; pixel++) {
      const x = across + aside[pixel];
      const y = down + below[pixel];
      if (inside || (x >= 0 && y >= 0 && x < width && y < height)) words[y * width + x] = colours[pixel];
    }
  }
})();
