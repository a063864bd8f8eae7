/* The offline base map's data: one coarse file of the world, and detailed cells of 10 by 10 degrees.
 *
 * data/README.md has the format: rings and lines are flat, latitude before longitude, in ten-thousandths of a degree, rings
 * do not repeat their first point; cells are named by their south-west corner, and one that is all sea has no file.
 *
 * Paths are kept in "units": pixels of Leaflet's zoom level 8 (65,536 units around the world), counted from the file's own
 * north-west corner, so that single precision is enough at every zoom. Lines are kept in stretches.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const UNITS = 256 * 2 ** 8;
  const DEGREE = 10000;
  const CELL_DEGREES = dateline.style.base.cellDegrees;
  const LINES = ["borders", "disputed", "admin1"];
  const RIVER_CLASSES = [1, 2, 3];
  const STRETCH = 24;

  dateline.UNITS = UNITS;
  dateline.CELL_DEGREES = CELL_DEGREES;

  dateline.unitX = (longitude) => (longitude / 360 + 0.5) * UNITS;
  dateline.unitY = function (latitude) {
    const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * UNITS;
  };

  /** Reads files of a folder that is served, or of `sheets`, which holds them by name in base64; null where there is none. */
  dateline.reader = function (folder, sheets) {
    if (sheets) return async (name) => (name in sheets ? Uint8Array.from(atob(sheets[name]), (byte) => byte.charCodeAt(0)) : null);
    return async function (name) {
      const response = await fetch(folder + name);
      return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    };
  };

  async function unpacked(packed) {
    if (packed[0] !== 0x1f || packed[1] !== 0x8b) return JSON.parse(new TextDecoder().decode(packed));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /** A sheet of the map: filled paths, stretches of lines by kind, labels, and its corners in units. */
  function sheetOf(data, corner) {
    const originX = dateline.unitX(corner.west);
    const originY = dateline.unitY(corner.north);
    const place = { originX, originY };
    const sheet = { originX, originY, width: dateline.unitX(corner.east) - originX, height: dateline.unitY(corner.south) - originY };
    sheet.labels = data.labels || [];
    sheet.countries = data.countries || [];
    sheet.land = polygons(data.land, place);
    sheet.lakes = polygons(data.lakes, place);
    sheet.shores = stretches(shoresOf(data.lakes, corner), place);
    sheet.coast = stretches(shoresOf(data.land, corner), place);
    for (const kind of LINES) sheet[kind] = stretches(data[kind], place);
    for (const size of RIVER_CLASSES) {
      const rivers = (data.rivers || []).filter(([own]) => own === size).map(([, line]) => line);
      sheet[`rivers${size}`] = stretches(rivers, place);
    }
    return sheet;
  }

  function unitsOf(flat, { originX, originY }) {
    const points = [];
    for (let at = 0; at < flat.length; at += 2)
      points.push([dateline.unitX(flat[at + 1] / DEGREE) - originX, dateline.unitY(flat[at] / DEGREE) - originY]);
    return points;
  }

  function trace(path, points) {
    points.forEach(([x, y], number) => (number ? path.lineTo(x, y) : path.moveTo(x, y)));
  }

  function polygons(shapes, place) {
    const path = new Path2D();
    for (const ring of (shapes || []).flat()) {
      trace(path, unitsOf(ring, place));
      path.closePath();
    }
    return path;
  }

  /** Lines cut into stretches of a few points, each with its bounds, so that only what is in view is drawn. */
  function stretches(lines, place) {
    const found = [];
    for (const line of lines || []) {
      const points = unitsOf(line, place);
      for (let first = 0; first < points.length - 1; first += STRETCH) found.push(stretchOf(points.slice(first, first + STRETCH + 1)));
    }
    return found;
  }

  function stretchOf(points) {
    const [across, down] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const path = new Path2D();
    trace(path, points);
    return { path, points, left: Math.min(...across), right: Math.max(...across), top: Math.min(...down), bottom: Math.max(...down) };
  }

  /** Rings without the stretches along which a cell cuts the land. */
  function shoresOf(shapes, { south, north, west, east }) {
    const edge = { south: south * DEGREE, north: north * DEGREE, west: west * DEGREE, east: east * DEGREE };
    return (shapes || []).flat().flatMap((ring) => shores(ring, edge));
  }

  function shores(ring, edge) {
    const closed = [...ring, ring[0], ring[1]];
    const parts = [[closed[0], closed[1]]];
    for (let at = 2; at < closed.length; at += 2) {
      const latitude = closed[at];
      const longitude = closed[at + 1];
      const cut =
        (latitude === closed[at - 2] && (latitude === edge.south || latitude === edge.north)) ||
        (longitude === closed[at - 1] && (longitude === edge.west || longitude === edge.east));
      if (cut) parts.push([latitude, longitude]);
      else parts[parts.length - 1].push(latitude, longitude);
    }
    return parts.filter((part) => part.length > 2);
  }

  /** What lies in each square: the number of its country or unit, row by row from the south. */
  function gridOf({ countries, units, rows }) {
    const unrolled = rows.map(function (runs) {
      const row = [];
      for (let at = 0; at < runs.length; at += 2) row.push(...Array(runs[at]).fill(runs[at + 1]));
      return row;
    });
    const unitOf = (number) => units[number - 1 - countries.length];
    return {
      degrees: 180 / rows.length,
      /** [country, unit] of a row and a column, which may lie once around the world; empty where there is none. */
      at: function (row, column) {
        const number = (unrolled[row] || [])[((column % (2 * rows.length)) + 2 * rows.length) % (2 * rows.length)];
        if (!number) return [];
        return number <= countries.length ? [countries[number - 1]] : [countries[unitOf(number)[1]], unitOf(number)[0]];
      },
    };
  }

  const ALL_SEA = sheetOf({}, { south: 0, west: 0, north: 0, east: 0 });

  /** Reads sheets once each and tells `changed` when one has come; `known` are the names of the cells that have a file. */
  dateline.GeoData = class {
    constructor(read, known, changed) {
      this.read = read;
      this.known = new Set(known);
      this.changed = changed;
      this.cells = new Map();
      this.world = this.grid = null;
      this.fetchGrid();
      this.ready = this.fetchSheet("world.json.gz", { south: -90, west: -180, north: 90, east: 180 }).then((sheet) => {
        this.world = sheet;
        changed();
      });
    }

    async fetchGrid() {
      const packed = await this.read("names.json.gz");
      if (!packed) return;
      this.grid = gridOf(await unpacked(packed));
      this.changed();
    }

    async fetchSheet(name, corner) {
      const packed = await this.read(name);
      return packed ? sheetOf(await unpacked(packed), corner) : null;
    }

    /** The cell whose south-west corner is given, or null while it is on its way. */
    cell(south, west) {
      const key = `${south}_${west}`;
      if (!this.known.has(key)) return ALL_SEA;
      if (!this.cells.has(key)) this.fetchCell(key, south, west);
      return this.cells.get(key);
    }

    async fetchCell(key, south, west) {
      this.cells.set(key, null);
      const corner = { south, west, north: south + CELL_DEGREES, east: west + CELL_DEGREES };
      this.cells.set(key, await this.fetchSheet(`cells/${key}.json.gz`, corner));
      this.changed();
    }
  };
})();
