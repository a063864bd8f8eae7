/* Which colours the map has on the page around it: dateline.style is data/map/style.json. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const { themes, unknown, white } = dateline.style;

  /** The page around the frame decides where it can be asked, the browser's own preference elsewhere. */
  dateline.isDark = function () {
    const luminance = pageLuminance();
    if (luminance !== null) return luminance < 0.4;
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  };

  function pageLuminance() {
    try {
      if (!window.frameElement) return null;
      const document = window.frameElement.ownerDocument;
      const page = document.querySelector(".stApp") || document.body;
      const parts = getComputedStyle(page).backgroundColor.match(/[\d.]+/g);
      if (!parts || (parts.length > 3 && Number(parts[3]) === 0)) return null;
      return (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) / 255;
    } catch (refused) {
      return null;
    }
  }

  dateline.colours = (map) => themes[map && map._datelineDark ? "dark" : "light"];

  /** A colour of the data: a word of the theme ("ink"), "unknown", or a plain colour. */
  dateline.colour = (map, name) => (name === "ink" ? dateline.colours(map).ink : name === "unknown" ? unknown : name);

  /** What lies around and within a symbol: white for the colours of sides, which are the same on both pages. */
  dateline.paperFor = (map, name) => (name === "ink" ? dateline.colours(map).paper : white);

  dateline.followTheme = function (map, changed) {
    const look = function () {
      const dark = dateline.isDark();
      if (dark === map._datelineDark) return;
      map._datelineDark = dark;
      map.getContainer().classList.toggle("dateline-dark", dark);
      changed();
    };
    look();
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look);
    map.on("moveend layeradd", look);
  };
})();
