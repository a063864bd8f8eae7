/* Puts the parts on a map: dateline.start(map, {areas or sheets, cells, shapes, attribution, tiles}). */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const MOST_TOLD = 24;
  const SMALL_PX = [560, 300];
  const HOW_TO = "Map. Arrow keys move it, plus and minus zoom. The table of events lists the same events.";

  dateline.start = function (map, options) {
    allowZoom();
    dateline.shapes = options.shapes;
    map._datelineTiles = options.tiles;
    dateline.keepStill(map);
    map.options.renderer = new dateline.Canvas({ padding: 0.25, tolerance: 4 });
    map.getContainer().classList.add("dateline-map");
    map.getContainer().setAttribute("role", "region");
    describe(map);
    map.on("layeradd layerremove", L.Util.throttle(() => describe(map), 200));
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

  /** folium forbids the browser's own zoom; whoever reads with it may use it. */
  function allowZoom() {
    for (const meta of document.querySelectorAll("meta[name=viewport]")) meta.content = "width=device-width, initial-scale=1";
  }

  /** What is on the map, for those who hear it: each mark's own words, as far as one wants to listen. */
  const describe = (dateline.describe = function (map) {
    const told = [...(map._datelineMany ? map._datelineMany.told() : []), ...tipsOn(map)];
    const more = told.length > MOST_TOLD ? ` And ${told.length - MOST_TOLD} more.` : "";
    const words = `${HOW_TO} On it: ${told.slice(0, MOST_TOLD).join("; ") || "nothing of the article"}.${more}`;
    map.getContainer().setAttribute("aria-label", words);
  });

  function tipsOn(map) {
    const marks = Object.values(map._layers).filter((layer) => layer.feature);
    return [...new Set(marks.flatMap((layer) => layer.feature.properties.tips))].map(dateline.plain);
  }

  /** The frame keeps every group that it ever showed; those that are gone may go. */
  function forgetRemoved() {
    setTimeout(() => {
      if (window.feature_group) window.feature_group = window.feature_group.filter((group) => this.hasLayer(group));
    }, 0);
  }

  /** On a small map there is no inset, and the sources are folded, so that they hide nothing of it. */
  function fitFurniture(map) {
    const fit = function () {
      const { x, y } = map.getSize();
      const isSmall = x < SMALL_PX[0] || y < SMALL_PX[1];
      map.getContainer().classList.toggle("dateline-small", isSmall);
      for (const credits of map.getContainer().querySelectorAll(".dateline-credits")) credits.open = !isSmall;
    };
    fit();
    map.on("resize", fit);
  }

  /** The letters of the page around the frame, so that names on the map look like the rest. */
  async function borrowFont(changed) {
    if (!window.frameElement) return;
    const rules = [...window.parent.document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const faces = rules.filter((rule) => rule.type === CSSRule.FONT_FACE_RULE && rule.style.fontFamily.includes("Source Sans"));
    for (const { style, parentStyleSheet } of faces) {
      const at = (url) => new URL(url, parentStyleSheet.href || window.parent.location.href);
      const source = style.src.replace(/url\("?([^")]+)"?\)/g, (_, url) => `url(${at(url)})`);
      const face = new FontFace("Source Sans", source, { weight: style.fontWeight || "400", style: style.fontStyle || "normal" });
      document.fonts.add(await face.load());
    }
    if (faces.length) changed();
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
      map.fire("datelinelook");
    };
    map.attributionControl.setPrefix(false).addAttribution(options.attribution);
    L.control.scale({ maxWidth: 110, position: "bottomleft" }).addTo(map);
    base.addTo(map);
    labels.addTo(map);
    locator.addTo(map);
    dateline.arrange(map, locator);
    dateline.followTheme(map, redraw);
    fitFurniture(map);
    borrowFont(redraw);
    return base;
  }
})();
