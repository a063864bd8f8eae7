/* Symbols of events on Leaflet's canvas, in shapes given as paths of a radius of 1.
 *
 * A feature's properties.symbol: {shape, fill: solid | ring | hollow | split, colour, second, dashed, mark, radius, count,
 * near_km, offset: [x, y], selected, found, pointed}.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const HIT_RADIUS = 14;
  const EARTH_METRES = 40075016.686;
  const HALO = 9;
  const { edge: edges, vague, split, near, count: disc, letter } = dateline.style.marks;
  dateline.shapes = {};

  const symbolOf = (layer) => layer.feature.properties.symbol;

  dateline.Symbol = L.CircleMarker.extend({
    _updatePath: function () {
      if (this._renderer._drawing) paintSymbol(this._renderer, this);
    },

    /** Where it is drawn, in layer pixels: several symbols of one place stand around it. */
    centre: function () {
      return this._point.add(symbolOf(this).offset || [0, 0]);
    },

    nearRadius: function () {
      return dateline.nearPixels(this._map, symbolOf(this).near_km || 0, this._latlng.lat);
    },

    _updateBounds: function () {
      const centre = this.centre();
      const own = symbolOf(this).radius + HIT_RADIUS;
      const near = this.nearRadius() + 2;
      this._pxBounds = L.bounds([centre.subtract([own, own]), centre.add([own, own])]);
      this._pxBounds.extend(this._point.subtract([near, near])).extend(this._point.add([near, near]));
    },

    /** Half of the square that it takes up, decorations included. */
    halfSize: function () {
      const symbol = symbolOf(this);
      return symbol.radius + (symbol.selected ? 10 : symbol.found ? HALO : symbol.dashed && symbol.fill === "solid" ? 6 : 3);
    },

    _containsPoint: function (point) {
      return point.distanceTo(this.centre()) <= Math.max(HIT_RADIUS, symbolOf(this).radius + 4);
    },
  });

  /** Kilometres at a latitude in pixels of the map. */
  dateline.nearPixels = function (map, km, latitude) {
    const across = EARTH_METRES * Math.cos((latitude * Math.PI) / 180);
    return ((km * 1000) / across) * 256 * 2 ** map.getZoom();
  };

  function paintSymbol(renderer, layer) {
    const context = renderer._ctx;
    const symbol = symbolOf(layer);
    const map = layer._map;
    const colour = dateline.colour(map, symbol.colour);
    const paper = dateline.paperFor(map, symbol.colour);
    const centre = layer.centre();
    context.save();
    if (symbol.near_km) paintRing(context, layer._point, layer.nearRadius(), colour);
    if (symbol.offset) paintAnchor(context, layer._point, centre, dateline.colours(map).ink);
    context.translate(centre.x, centre.y);
    if (symbol.found) paintHalo(context, symbol, dateline.colours(map));
    if (symbol.selected || symbol.pointed) paintSelection(context, symbol, dateline.colours(map));
    paintShape(context, symbol, colour, paper, dateline.colour(map, symbol.second));
    if (symbol.count > 1) paintCount(context, symbol, dateline.colours(map));
    context.restore();
  }

  function paintRing(context, centre, radius, colour) {
    context.beginPath();
    context.arc(centre.x, centre.y, radius, 0, 2 * Math.PI);
    context.setLineDash(near.dashes);
    context.lineWidth = near.width;
    context.strokeStyle = colour;
    context.globalAlpha = near.opacity;
    context.stroke();
    context.globalAlpha = 1;
    context.setLineDash([]);
  }

  /** A thread from a symbol that stands aside to its place. */
  function paintAnchor(context, place, centre, colour) {
    context.beginPath();
    context.moveTo(place.x, place.y);
    context.lineTo(centre.x, centre.y);
    context.lineWidth = 1;
    context.strokeStyle = colour;
    context.stroke();
  }

  /** What a search found stands on a bright disc with an edge. */
  function paintHalo(context, symbol, colours) {
    context.beginPath();
    context.arc(0, 0, symbol.radius + HALO, 0, 2 * Math.PI);
    context.fillStyle = colours.found;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = colours.ink;
    context.stroke();
  }

  function paintSelection(context, symbol, colours) {
    context.beginPath();
    context.arc(0, 0, symbol.radius + 6, 0, 2 * Math.PI);
    context.lineWidth = 6.5;
    context.strokeStyle = colours.labelHalo;
    context.stroke();
    context.lineWidth = 3;
    context.strokeStyle = colours.ink;
    context.stroke();
  }

  function shapePath(shape, radius) {
    const path = new Path2D();
    path.addPath(new Path2D(dateline.shapes[shape]), new DOMMatrix([radius, 0, 0, radius, 0, 0]));
    return path;
  }

  function paintShape(context, symbol, colour, paper, second) {
    const path = shapePath(symbol.shape, symbol.radius);
    const edge = symbol.fill === "ring" ? edges.ring : edges.other;
    context.lineJoin = "round";
    context.lineWidth = edge.width + edges.paperPx;
    context.strokeStyle = paper;
    context.stroke(path);
    context.fillStyle = symbol.fill === "solid" || symbol.fill === "split" ? colour : paper;
    context.fill(path);
    if (symbol.fill === "split") paintSplit(context, path, symbol, second);
    context.lineWidth = edge.width;
    context.strokeStyle = colour;
    if (symbol.dashed && symbol.fill !== "solid") context.setLineDash(edge.dashes);
    context.stroke(path);
    context.setLineDash([]);
    if (symbol.dashed && symbol.fill === "solid") paintFuzzyEdge(context, symbol, colour, paper);
    if (symbol.mark) paintMark(context, symbol.mark, symbol.fill === "solid" ? paper : colour, symbol.radius * letter);
  }

  function paintSplit(context, path, symbol, second) {
    context.save();
    context.clip(path);
    context.strokeStyle = second;
    context.lineWidth = split.line.width;
    for (let at = -2 * symbol.radius; at <= 2 * symbol.radius; at += split.stepPx) {
      context.beginPath();
      context.moveTo(at - symbol.radius, symbol.radius);
      context.lineTo(at + symbol.radius, -symbol.radius);
      context.stroke();
    }
    context.restore();
  }

  /** A vague time around a filled symbol: a dashed line outside it. */
  function paintFuzzyEdge(context, symbol, colour, paper) {
    const path = shapePath(symbol.shape, symbol.radius + vague.awayPx);
    context.lineWidth = vague.paper.width;
    context.strokeStyle = paper;
    context.stroke(path);
    context.lineWidth = vague.line.width;
    context.strokeStyle = colour;
    context.setLineDash(vague.line.dashes);
    context.stroke(path);
    context.setLineDash([]);
  }

  Object.assign(dateline, { paintShape, paintRing });

  function paintMark(context, mark, colour, size) {
    context.fillStyle = colour;
    context.font = `700 ${size}px ${dateline.FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(mark, 0, size * 0.06);
  }

  function paintCount(context, symbol, colours) {
    const [x, y] = [symbol.radius + disc.awayPx, -symbol.radius - disc.awayPx];
    context.beginPath();
    context.arc(x, y, disc.radiusPx, 0, 2 * Math.PI);
    context.fillStyle = colours.ink;
    context.fill();
    context.lineWidth = disc.edge.width;
    context.strokeStyle = colours.paper;
    context.stroke();
    context.translate(x, y);
    paintMark(context, String(Math.min(symbol.count, disc.most)), colours.paper, 10);
    context.translate(-x, -y);
  }
})();
