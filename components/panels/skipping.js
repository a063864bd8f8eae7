/* The first stops of the Tab key: to the map and to the events, past the sidebar. Made once, outside
 * the parts that the page draws again. */
(() => {
  if (document.querySelector(".dl-skip")) return;
  const inMap = () => document.querySelector(".st-key-map_side iframe")?.contentDocument?.querySelector(".leaflet-container");
  const inEvents = () =>
    document.querySelector(".st-key-event_list button") ?? document.querySelector(".st-key-pane_side button");
  const nav = document.createElement("nav");
  nav.className = "dl-skip";
  nav.setAttribute("aria-label", "Skip");
  for (const [words, target] of [["Skip to the map", inMap], ["Skip to the events", inEvents]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", () => target()?.focus());
    nav.append(button);
  }
  document.body.prepend(nav);
})();
