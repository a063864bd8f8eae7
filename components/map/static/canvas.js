/* A canvas that covers the map and its surroundings, moves with it and is drawn anew, crisp, at every step of a zoom. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  dateline.CanvasLayer = L.Renderer.extend({
    options: { padding: 0.25, interactive: false },

    _initContainer: function () {
      this._container = document.createElement("canvas");
      this._container.style.pointerEvents = "none";
      this._container.setAttribute("aria-hidden", "true");
      this._context = this._container.getContext("2d");
    },

    _destroyContainer: function () {
      L.Util.cancelAnimFrame(this._frame);
      L.DomUtil.remove(this._container);
      delete this._container;
      delete this._context;
    },

    getEvents: function () {
      const events = L.Renderer.prototype.getEvents.call(this);
      events.move = this.redraw;
      events.resize = this.redraw;
      return events;
    },

    /** Draws in the next frame; many calls draw once. */
    redraw: function () {
      if (!this._map || this._frame) return;
      this._frame = L.Util.requestAnimFrame(() => {
        this._frame = null;
        if (this._map) this._update();
      });
    },

    _update: function () {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const canvas = this._container;
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
      }
      L.DomUtil.setPosition(canvas, this._bounds.min);
      this._context.setTransform(ratio, 0, 0, ratio, -this._bounds.min.x * ratio, -this._bounds.min.y * ratio);
      this._draw(this._context, ratio);
    },

    _onZoom: function () {
      this._update();
    },

    _onZoomEnd: function () {
      this._update();
    },

    _updatePaths: function () {},
  });
})();
