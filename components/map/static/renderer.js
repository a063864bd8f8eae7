/* Leaflet's canvas with outlines of areas and lines, and with the pointer on the mark that is meant.
 *
 * An outline's properties.symbol: {colour, dashed, selected, found, thin, is_line, hatch: [colour, ...], turn: [number, of how many]}.
 * A thin one is no claim of the article: its hatch leans the other way.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const { hatch: hatching, outline } = dateline.style.marks;
  const HATCH_STEP = hatching.stepPx;

  /** Leaflet's canvas with hatched areas; pins of many events come before all of it; under the pointer the nearest symbol comes first, then the smallest area. */
  dateline.Canvas = L.Canvas.extend({
    _fillStroke: function (context, layer) {
      const symbol = layer.feature && layer.feature.properties.symbol;
      if (!symbol) return L.Canvas.prototype._fillStroke.call(this, context, layer);
      const colours = dateline.colours(this._map);
      context.lineJoin = "round";
      takeTurn(context, symbol);
      strokeTwice(context, dateline.colour(this._map, symbol.colour), symbol.found ? colours.found : colours.lineHalo, widths(symbol));
      context.setLineDash([]);
      context.lineDashOffset = 0;
      if (symbol.hatch) this._hatch(context, layer, symbol);
      return undefined;
    },

    _hatch: function (context, layer, symbol) {
      const bounds = this._bounds;
      context.save();
      context.clip("evenodd");
      context.lineWidth = symbol.thin ? 0.75 : hatching.line.width;
      context.globalAlpha = hatching.line.opacity;
      const lean = symbol.thin ? -1 : 1;
      const corners = [bounds.min.x, bounds.max.x].flatMap((x) => [bounds.min.y, bounds.max.y].map((y) => x + lean * y));
      const first = Math.floor(Math.min(...corners) / HATCH_STEP);
      const last = Math.ceil(Math.max(...corners) / HATCH_STEP);
      for (let line = first; line <= last; line++) {
        const name = symbol.hatch[((line % symbol.hatch.length) + symbol.hatch.length) % symbol.hatch.length];
        context.strokeStyle = dateline.colour(this._map, name);
        context.beginPath();
        context.moveTo(line * HATCH_STEP - lean * bounds.min.y, bounds.min.y);
        context.lineTo(line * HATCH_STEP - lean * bounds.max.y, bounds.max.y);
        context.stroke();
      }
      context.restore();
    },

    /** Interactive layers under a point, the one that is meant first. */
    _under: function (point) {
      const found = [];
      if (this._map._datelineMany && this._map._datelineMany.isOver(point)) return found;
      for (let order = this._drawFirst; order; order = order.next) {
        const layer = order.layer;
        if (layer.options.interactive && layer._containsPoint(point)) found.push(layer);
      }
      return found.sort((one, other) => rank(one, point) - rank(other, point));
    },

    _onClick: function (event) {
      const point = this._map.mouseEventToLayerPoint(event);
      const found = this._under(point);
      const meant = found[0] && event.type === "click" && this._map._draggableMoved(found[0]) ? null : found[0];
      if (meant && event.type === "click") dateline.choose(this._map, found);
      this._fireEvent(meant ? [meant] : false, event);
    },

    _handleMouseHover: function (event, point) {
      if (this._mouseHoverThrottled) return;
      const found = this._under(point);
      const meant = found[0];
      if (meant !== this._hoveredLayer) {
        this._handleMouseOut(event);
        if (meant) {
          L.DomUtil.addClass(this._container, "leaflet-interactive");
          this._fireEvent([meant], event, "mouseover");
          this._hoveredLayer = meant;
          dateline.showTip(this._map, found);
          dateline.pointed([meant]);
        }
      }
      this._fireEvent(this._hoveredLayer ? [this._hoveredLayer] : false, event);
      this._mouseHoverThrottled = true;
      setTimeout(() => (this._mouseHoverThrottled = false), 32);
    },

    _handleMouseOut: function (event) {
      const had = this._hoveredLayer;
      L.Canvas.prototype._handleMouseOut.call(this, event);
      if (this._hoveredLayer) return;
      dateline.hideTip(this._map);
      if (had) dateline.pointed([]);
    },
  });

  const widths = (symbol) =>
    symbol.thin ? [0.9, 0.6] : [symbol.pointed ? 5 : symbol.selected ? 3.5 : symbol.is_line && !symbol.dashed ? outline.linePx : outline.width, symbol.found ? 9 : outline.paperPx];

  /** Several outlines of one area are drawn in turns, a dash each, so that none hides another. */
  function takeTurn(context, { dashed, turn: [number, several] }) {
    const [dash, gap] = dashed ? outline.dashes : [outline.turnPx, 0];
    context.setLineDash(dashed || several > 1 ? [dash, gap + (several - 1) * (dash + gap)] : []);
    context.lineDashOffset = -number * (dash + gap);
  }

  function strokeTwice(context, colour, halo, [width, around]) {
    context.lineWidth = width + around;
    context.strokeStyle = halo;
    context.stroke();
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }

  function rank(layer, point) {
    if (layer instanceof dateline.Symbol) return point.distanceTo(layer.centre());
    const size = layer._pxBounds ? layer._pxBounds.getSize() : { x: 0, y: 0 };
    return 1e3 + size.x * size.y;
  }
})();
