/* Puts the parts on a map: dateline.start(map, {areas or sheets, cells, shapes, themes, attribution, tiles}). */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  dateline.start = function (map, options) {
    dateline.shapes = options.shapes;
    dateline.themes = options.themes;
    map._datelineTiles = options.tiles;
    map.options.renderer = new dateline.Canvas({ padding: 0.25, tolerance: 4 });
    map.getContainer().classList.add("dateline-map");
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom. The table of events lists the same events.");
    map.getContainer().addEventListener("mousemove", (event) => (map._datelineMouse = event), true);
    addPane(map, "dateline-base", 150);
    addPane(map, "dateline-labels", 450);
    const base = addParts(map, options);
    dateline.twoFingers(map);
    dateline.obey(map);
    if (!options.sheets) {
      dateline.tellStanding(map, base);
      dateline.answerText(map);
    }
    map.on("zoomstart movestart", () => dateline.hideTip(map));
    map.on("layerremove", (event) => event.layer.feature && dateline.hideTip(map));
    map.on("layerremove", L.Util.throttle(forgetRemoved, 100, map));
  };

  /** The frame keeps every group that it ever showed; those that are gone may go. */
  function forgetRemoved() {
    setTimeout(() => {
      if (window.feature_group) window.feature_group = window.feature_group.filter((group) => this.hasLayer(group));
    }, 0);
  }

  function addPane(map, name, order) {
    const pane = map.createPane(name);
    pane.style.zIndex = order;
    pane.style.pointerEvents = "none";
  }

  function addParts(map, options) {
    const data = new dateline.GeoData(dateline.reader(options.areas, options.sheets), options.cells, () => redraw());
    const base = new dateline.BaseMap(data, { pane: "dateline-base" });
    const labels = new dateline.Labels(base, { pane: "dateline-labels" });
    const locator = new dateline.Locator(data);
    const redraw = function () {
      base.redraw();
      labels.redraw();
      locator.draw();
      for (const layer of Object.values(map._layers)) if (layer instanceof L.Path && layer._map) layer.redraw();
    };
    map.attributionControl.setPrefix(false).addAttribution(options.attribution);
    L.control.scale({ maxWidth: 110, position: "bottomleft" }).addTo(map);
    base.addTo(map);
    labels.addTo(map);
    locator.addTo(map);
    dateline.followTheme(map, redraw);
    return base;
  }
})();
