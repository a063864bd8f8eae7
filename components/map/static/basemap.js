/* The offline base map: sea and land at once, then lakes, rivers, borders, disputed borders dashed, outlines of admin1, as dateline.style has them. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const { cellsFromZoom, gridFromZoom, strokes } = dateline.style.base;
  const mostSquares = dateline.style.names.mostSquares.page;

  dateline.BaseMap = dateline.CanvasLayer.extend({
    initialize: function (data, options) {
      dateline.CanvasLayer.prototype.initialize.call(this, options);
      this._data = data;
    },

    /** Where and how to draw; `scale` is pixels of the screen a unit, `origin` what Leaflet takes off its world pixels. */
    _pen: function (ratio) {
      const [zoom, bounds, origin] = [this._zoom, this._bounds, this._map.getPixelOrigin()];
      return { context: this._context, colours: dateline.colours(this._map), bounds, origin, zoom, ratio, scale: 2 ** (zoom - 8) };
    },

    _draw: function (context, ratio) {
      const bounds = this._bounds;
      context.fillStyle = dateline.colours(this._map).sea;
      context.fillRect(bounds.min.x, bounds.min.y, bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y);
      if (!this._data.world) return;
      const pen = this._pen(ratio);
      if (this._zoom < cellsFromZoom) paintWorld(pen, this._data.world);
      else for (const cell of cellsWithin(pen)) paintCell(pen, cell, this._data);
    },

    /** Labels of the sheets in view, each once: [name, latitude, longitude, population]. */
    labels: function () {
      if (!this._data.world || !this._map) return [];
      if (this._zoom < cellsFromZoom) return this._data.world.labels;
      return cellsWithin(this._pen(1)).flatMap((cell) => this._labelsOf(cell));
    },

    /** [name, latitude, longitude, area in km²] of the countries, while they are small on the map. */
    countries: function () {
      return this._data.world && this._map && this._zoom < gridFromZoom ? this._data.world.countries : [];
    },

    /** Countries and their units around what is in view: by name, the positions in each. */
    namesInView: function () {
      const [countries, units] = [new Map(), new Map()];
      const { grid } = this._data;
      if (!grid || !this._map || this._zoom < gridFromZoom) return [countries, units];
      const bounds = this._map.getBounds();
      const [first, last] = [bounds.getSouth(), bounds.getNorth()].map((degrees) => Math.floor((degrees + 90) / grid.degrees));
      const [west, east] = [bounds.getWest(), bounds.getEast()].map((degrees) => Math.floor((degrees + 180) / grid.degrees));
      const step = Math.ceil(Math.sqrt(((last - first) * (east - west)) / mostSquares)) || 1;
      for (let row = first - 1; row <= last + 1; row += step)
        for (let column = west - 1; column <= east + 1; column += step) {
          const position = [(row + 0.5) * grid.degrees - 90, (column + 0.5) * grid.degrees - 180];
          [countries, units].forEach(function (held, at) {
            const name = grid.at(row, column)[at];
            if (name && !held.has(name)) held.set(name, []);
            if (name) held.get(name).push(position);
          });
        }
      return [countries, units];
    },

    /** Lines of some kinds in view, each of points in layer pixels. */
    lines: function (kinds) {
      if (!this._data.world || !this._map) return [];
      const pen = this._pen(1);
      const isWorld = this._zoom < cellsFromZoom;
      const sheets = isWorld ? copiesWithin(pen).map((copy) => [this._data.world, copy])
        : cellsWithin(pen).map((cell) => [this._data.cell(cell.south, cell.west), cell]);
      return sheets.flatMap(([sheet, corner]) => (sheet ? kinds.flatMap((kind) => sheet[kind]) : []).map(({ points }) =>
        points.map(([x, y]) => ({ x: x * pen.scale + corner.left, y: y * pen.scale + corner.top }))));
    },

    _labelsOf: function (cell) {
      const sheet = this._data.cell(cell.south, cell.west);
      if (sheet) return sheet.labels;
      const inside = (label) => Math.floor(label[1] / 10) * 10 === cell.south && Math.floor(label[2] / 10) * 10 === cell.west;
      return this._data.world.labels.filter(inside);
    },
  });

  function paintWorld(pen, sheet) {
    for (const copy of copiesWithin(pen)) paint(pen, sheet, copy);
  }

  /** Where each world in view begins: a wide map shows several side by side. */
  function copiesWithin({ bounds, origin, scale }) {
    const width = dateline.UNITS * scale;
    const found = [];
    for (let left = Math.floor((bounds.min.x + origin.x) / width) * width - origin.x; left <= bounds.max.x; left += width)
      found.push({ left, top: -origin.y });
    return found;
  }

  function paintCell(pen, cell, data) {
    const { context } = pen;
    const sheet = data.cell(cell.south, cell.west);
    context.save();
    context.beginPath();
    context.rect(cell.left, cell.top, cell.right - cell.left, cell.bottom - cell.top);
    context.clip();
    if (sheet) paint(pen, sheet, cell);
    else paint(pen, data.world, { left: cell.shift - pen.origin.x, top: -pen.origin.y });
    context.restore();
  }

  /** The cells in view, with their edges on whole pixels of the screen, so that neighbours meet without a seam. */
  function cellsWithin(pen) {
    const degrees = dateline.CELL_DEGREES;
    const width = dateline.UNITS * pen.scale;
    const longitudeAt = (x) => ((x + pen.origin.x) / width - 0.5) * 360;
    const pixel = (unit, start) => Math.round((unit * pen.scale - start) * pen.ratio) / pen.ratio;
    const found = [];
    const firstWest = Math.floor(longitudeAt(pen.bounds.min.x) / degrees) * degrees;
    for (let west = firstWest; west <= longitudeAt(pen.bounds.max.x); west += degrees) {
      const copy = Math.floor((west + 180) / 360);
      const [left, right] = [west, west + degrees].map((longitude) => pixel(dateline.unitX(longitude), pen.origin.x));
      for (let south = -90; south < 90; south += degrees) {
        const [top, bottom] = [south + degrees, south].map((latitude) => pixel(dateline.unitY(latitude), pen.origin.y));
        const inView = bottom > pen.bounds.min.y && top < pen.bounds.max.y && bottom > top;
        if (inView) found.push({ south, west: west - copy * 360, shift: copy * width, left, right, top, bottom });
      }
    }
    return found;
  }

  /** Draws a sheet with its corner at `left`, `top` in layer pixels, stretched to `right` and `bottom` where they are given. */
  function paint(pen, sheet, { left, top, right, bottom }) {
    const { context, ratio, scale, bounds, colours, zoom } = pen;
    const [scaleX, scaleY] = right ? [(right - left) / sheet.width, (bottom - top) / sheet.height] : [scale, scale];
    const [across, down] = [(x) => (x - left) / scaleX, (y) => (y - top) / scaleY];
    const view = { left: across(bounds.min.x), right: across(bounds.max.x), top: down(bounds.min.y), bottom: down(bounds.max.y) };
    context.save();
    context.setTransform(scaleX * ratio, 0, 0, scaleY * ratio, (left - bounds.min.x) * ratio, (top - bounds.min.y) * ratio);
    context.lineJoin = "round";
    context.fillStyle = colours.land;
    context.fill(sheet.land, "evenodd");
    context.fillStyle = colours.sea;
    context.fill(sheet.lakes, "evenodd");
    for (const stroke of strokes) {
      const { lines, colour, dashes = [], fromZoom = 0, belowZoom = Infinity } = stroke;
      if (zoom < fromZoom || zoom >= belowZoom) continue;
      context.strokeStyle = colours[colour];
      context.lineWidth = widthAt(stroke, zoom) / scale;
      context.setLineDash(dashes.map((length) => length / scale));
      for (const stretch of sheet[lines]) if (touches(stretch, view)) context.stroke(stretch.path);
    }
    context.restore();
  }

  const touches = (one, other) => one.left <= other.right && one.right >= other.left && one.top <= other.bottom && one.bottom >= other.top;

  /** In pixels; that of rivers grows from one zoom level to another, and is that of the end beyond it. */
  function widthAt({ width, share, zooms, widths }, zoom) {
    if (!share) return width;
    const along = (Math.min(Math.max(zoom, zooms[0]), zooms[1]) - zooms[0]) / (zooms[1] - zooms[0]);
    return (widths[0] + along * (widths[1] - widths[0])) * share;
  }
})();
