/* Colours of the map on a light and on a dark page. Colours of sides come with the data and are the same on both. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const LIGHT = {
    sea: "#cfdfe8", land: "#f6f4ee", shore: "#93aebd", river: "#86afc6", admin1: "#b3ab9b", border: "#847c72",
    borderHalo: "rgba(132, 124, 114, 0.16)", label: "#454545", labelHalo: "#f6f4ee", country: "#7a746a", townDot: "#6b6b6b",
    ink: "#2b2b2b", paper: "#ffffff", lineHalo: "rgba(255, 255, 255, 0.85)", found: "#ffd84d",
  };
  const DARK = {
    sea: "#17212a", land: "#2b2f34", shore: "#4b6170", river: "#47708a", admin1: "#575c63", border: "#8a8f96",
    borderHalo: "rgba(160, 168, 176, 0.12)", label: "#c6c9cd", labelHalo: "#2b2f34", country: "#9aa0a6", townDot: "#a5a9ae",
    ink: "#f1f1f1", paper: "#14171a", lineHalo: "rgba(255, 255, 255, 0.22)", found: "#8a6d00",
  };
  const UNKNOWN = "#767676";
  const WHITE = "#ffffff";

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

  dateline.colours = (map) => (map && map._datelineDark ? DARK : LIGHT);

  /** A colour of the data: a word of the theme ("ink"), "unknown", or a plain colour. */
  dateline.colour = (map, name) => (name === "ink" ? dateline.colours(map).ink : name === "unknown" ? UNKNOWN : name);

  /** What lies around and within a symbol: white for the colours of sides, which are the same on both pages. */
  dateline.paperFor = (map, name) => (name === "ink" ? dateline.colours(map).paper : WHITE);

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
