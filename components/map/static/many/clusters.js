/* Which marks are counted as one while the map is zoomed out.
 *
 * It rests on all events, whatever is shown, so that circles keep their places while the days play and only their numbers change.
 * The densest spot takes what lies within its reach, then the densest of the rest, and so on; no two circles lie nearer than that.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const CELL_PX = 10;
  const REACH_PX = 58;

  /** {of: the cluster of each mark, x, y: world pixels at zoom 0, totals} at a zoom level. */
  dateline.clusters = function (packed, zoom) {
    const scale = 2 ** zoom;
    const cells = cellsOf(packed, scale / CELL_PX);
    const { owner, seeds } = owners(cells, REACH_PX / scale);
    const of = new Uint32Array(packed.marks);
    const totals = new Uint32Array(seeds.length);
    for (let mark = 0; mark < packed.marks; mark++) {
      of[mark] = owner[cells.of[mark]];
      totals[of[mark]] += packed.totals[mark];
    }
    return { of, totals, x: seeds.map((cell) => cells.x[cell]), y: seeds.map((cell) => cells.y[cell]) };
  };

  /** Marks summed to small squares of the screen: each with its weight, and where the middle of its events lies. */
  function cellsOf(packed, perUnit) {
    const numbers = new Map();
    const of = new Uint32Array(packed.marks);
    const [x, y, weight] = [[], [], []];
    for (let mark = 0; mark < packed.marks; mark++) {
      const key = Math.floor(packed.x[mark] * perUnit) * 2 ** 26 + Math.floor(packed.y[mark] * perUnit);
      let cell = numbers.get(key);
      if (cell === undefined) {
        numbers.set(key, (cell = x.length));
        x.push(0);
        y.push(0);
        weight.push(0);
      }
      of[mark] = cell;
      x[cell] += packed.x[mark] * packed.totals[mark];
      y[cell] += packed.y[mark] * packed.totals[mark];
      weight[cell] += packed.totals[mark];
    }
    for (let cell = 0; cell < x.length; cell++) {
      x[cell] /= weight[cell];
      y[cell] /= weight[cell];
    }
    return { of, x, y, weight };
  }

  /** The cluster of each cell, and the cell from which each cluster began. */
  function owners(cells, reach) {
    const bins = new Map();
    const binOf = (x, y) => Math.floor(x / reach) * 2 ** 26 + Math.floor(y / reach);
    cells.x.forEach((x, cell) => {
      const key = binOf(x, cells.y[cell]);
      if (bins.has(key)) bins.get(key).push(cell);
      else bins.set(key, [cell]);
    });
    const owner = new Int32Array(cells.x.length).fill(-1);
    const seeds = [];
    const densest = Uint32Array.from(cells.x.keys()).sort((one, other) => cells.weight[other] - cells.weight[one]);
    for (const seed of densest) {
      if (owner[seed] >= 0) continue;
      const [x, y] = [cells.x[seed], cells.y[seed]];
      for (let across = -1; across <= 1; across++)
        for (let down = -1; down <= 1; down++)
          for (const cell of bins.get(binOf(x + across * reach, y + down * reach)) || [])
            if (owner[cell] < 0 && Math.hypot(cells.x[cell] - x, cells.y[cell] - y) <= reach) owner[cell] = seeds.length;
      seeds.push(seed);
    }
    return { owner, seeds };
  }
})();
