/* The offline base map: sea and land at once, then lakes, rivers, borders, disputed borders dashed, outlines of admin1. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const CELLS_FROM_ZOOM = 6;

  dateline.BaseMap = dateline.CanvasLayer.extend({
    initialize: function (data, options) {
      dateline.CanvasLayer.prototype.initialize.call(this, options);
      this._data = data;
    },

    _draw: function (context, ratio) {
      const bounds = this._bounds;
      const colours = dateline.colours(this._map);
      context.fillStyle = colours.sea;
      context.fillRect(bounds.min.x, bounds.min.y, bounds.max.x - bounds.min.x, bounds.max.y - bounds.min.y);
      if (!this._data.world) return;
      const pen = { context, ratio, colours, bounds, scale: 2 ** (this._zoom - 8), origin: this._map.getPixelOrigin(), zoom: this._zoom };
      if (this._zoom < CELLS_FROM_ZOOM) paintWorld(pen, this._data.world);
      else for (const cell of cellsWithin(pen)) paintCell(pen, cell, this._data);
    },

    /** Labels of the sheets in view, each once: [name, latitude, longitude, population]. */
    labels: function () {
      if (!this._data.world || !this._map) return [];
      if (this._zoom < CELLS_FROM_ZOOM) return this._data.world.labels;
      const pen = { bounds: this._bounds, scale: 2 ** (this._zoom - 8), origin: this._map.getPixelOrigin() };
      return cellsWithin(pen).flatMap((cell) => this._labelsOf(cell));
    },

    /** [name, latitude, longitude, area in km²] of the countries, while the whole world is one sheet. */
    countries: function () {
      return this._data.world && this._map && this._zoom < CELLS_FROM_ZOOM ? this._data.world.countries : [];
    },

    _labelsOf: function (cell) {
      const sheet = this._data.cell(cell.south, cell.west);
      if (sheet) return sheet.labels;
      const inside = (label) => Math.floor(label[1] / 10) * 10 === cell.south && Math.floor(label[2] / 10) * 10 === cell.west;
      return this._data.world.labels.filter(inside);
    },
  });

  /** Left or top edge, in layer pixels, of a position in units. */
  const pixelX = (pen, unit) => unit * pen.scale - pen.origin.x;
  const pixelY = (pen, unit) => unit * pen.scale - pen.origin.y;

  function paintWorld(pen, sheet) {
    const width = dateline.UNITS * pen.scale;
    const first = Math.floor((pen.bounds.min.x + pen.origin.x) / width);
    const last = Math.floor((pen.bounds.max.x + pen.origin.x) / width);
    for (let copy = first; copy <= last; copy++) paint(pen, sheet, copy * width);
  }

  function paintCell(pen, cell, data) {
    const { context } = pen;
    context.save();
    context.beginPath();
    context.rect(cell.left, cell.top, cell.right - cell.left, cell.bottom - cell.top);
    context.clip();
    paint(pen, data.cell(cell.south, cell.west) || data.world, cell.shift);
    context.restore();
  }

  /** The cells in view, with their edges in whole pixels, so that neighbours meet without a seam. */
  function cellsWithin(pen) {
    const degrees = dateline.CELL_DEGREES;
    const width = dateline.UNITS * pen.scale;
    const longitudeAt = (x) => ((x + pen.origin.x) / width - 0.5) * 360;
    const found = [];
    const firstWest = Math.floor(longitudeAt(pen.bounds.min.x) / degrees) * degrees;
    for (let west = firstWest; west <= longitudeAt(pen.bounds.max.x); west += degrees) {
      const copy = Math.floor((west + 180) / 360);
      for (let south = -90; south < 90; south += degrees) {
        const cell = {
          south,
          west: west - copy * 360,
          shift: copy * width,
          left: Math.round(pixelX(pen, dateline.unitX(west))),
          right: Math.round(pixelX(pen, dateline.unitX(west + degrees))),
          top: Math.round(pixelY(pen, dateline.unitY(south + degrees))),
          bottom: Math.round(pixelY(pen, dateline.unitY(south))),
        };
        if (cell.bottom > pen.bounds.min.y && cell.top < pen.bounds.max.y && cell.bottom > cell.top) found.push(cell);
      }
    }
    return found;
  }

  function paint(pen, sheet, shift) {
    const { context, ratio, scale, bounds, colours } = pen;
    context.save();
    const x = pixelX(pen, sheet.originX) + shift - bounds.min.x;
    const y = pixelY(pen, sheet.originY) - bounds.min.y;
    context.setTransform(scale * ratio, 0, 0, scale * ratio, x * ratio, y * ratio);
    context.lineJoin = "round";
    context.fillStyle = colours.land;
    context.fill(sheet.land, "evenodd");
    context.strokeStyle = colours.land;
    context.lineWidth = 2 / scale;
    context.stroke(sheet.land);
    context.fillStyle = colours.sea;
    context.fill(sheet.lakes, "evenodd");
    for (const [kind, colour, width, dash] of strokes(pen)) {
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      context.setLineDash(dash.map((length) => length / scale));
      context.stroke(sheet[kind]);
    }
    context.restore();
  }

  /** [kind, colour, width in pixels, dashes in pixels], in the order in which they are drawn. */
  function strokes(pen) {
    const { colours, zoom } = pen;
    const river = Math.min(2, 0.5 + Math.max(0, zoom - 5) * 0.3);
    return [
      ["lakes", colours.shore, 0.6, []],
      ["coast", colours.shore, 0.8, []],
      ["rivers3", colours.river, river * 0.6, []],
      ["rivers2", colours.river, river * 0.8, []],
      ["rivers1", colours.river, river, []],
      ["admin1", colours.admin1, zoom < 7 ? 0.7 : 1.1, [5, 3]],
      ["borders", colours.borderHalo, 4, []],
      ["borders", colours.border, zoom < 5 ? 0.9 : 1.4, []],
      ["disputed", colours.borderHalo, 4, []],
      ["disputed", colours.border, zoom < 5 ? 0.9 : 1.4, [3, 4]],
    ];
  }
})();
