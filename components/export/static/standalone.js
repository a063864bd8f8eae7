/* The map that stands alone: which days and layers are in view, the chosen event, and the walk from event to event.
 *
 * #data is as export/standalone.py writes it. What stands at a place for the events in view, and who is said to hold what on a
 * day, was worked out beforehand; here it is only looked up.
 */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const PHONE = "(max-width: 640px)";
  const STORY = "#story";
  const SWIPE_PX = 45;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (id) => document.getElementById(id);

  window.dateline.FONT = `"Source Sans", ${window.dateline.FONT}`;
  const map = L.map("map", data.mapOptions);
  window.dateline.start(map, data.map);
  const state = { mode: "list", step: -1, chosen: data.selected, layers: new Set(), drawn: null };

  function isInDays([first, last]) {
    if (!first && !last) return one("undated").checked;
    const [from, to] = [one("from").value, one("to").value];
    return (!from || (last || "9999") >= from) && (!to || (first || "") <= to);
  }

  const inView = () => new Set(Object.keys(data.events).filter((id) => isInDays(data.events[id])));

  /** Features of the events in view, those that lie under others first. */
  function features(ids) {
    const found = [...(state.layers.has("control") ? heldOn(heldDay()) : []), ...data.fixed.filter(({ properties }) => shows(properties, ids))];
    for (const { rows, drawn } of data.places) {
      const seen = rows.map(([id, layer], number) => (ids.has(id) && state.layers.has(layer) ? number : -1)).filter((number) => number >= 0);
      found.push(...(drawn[seen.join(",")] || []));
    }
    const isPoint = ({ properties }) => (properties.symbol.shape ? 1 : 0);
    const copies = found.map(chosenOnTop);
    standApart(copies);
    return copies.sort((a, b) => isPoint(a) - isPoint(b) || order(a) - order(b));
  }

  /** The day as of which it is said who holds what: the last of the days shown, as on the page. */
  function heldDay() {
    const [from, to] = [one("from").value, one("to").value];
    if (from > data.lastHeld) return from;
    return to && to < data.lastHeld ? to : data.lastHeld;
  }

  const heldOn = (day) => ((data.held.filter(([from]) => from <= day).pop() || [null, []])[1]);

  /** Symbols that share a place stand around the first, whose name is theirs. */
  function standApart(copies) {
    const here = new Map();
    const points = copies.filter(({ properties: { symbol, layer } }) => symbol.shape && layer !== "mentions");
    points.sort((a, b) => rank(a) - rank(b));
    for (const { properties } of points) here.set(properties.place_id, [...(here.get(properties.place_id) || []), properties]);
    for (const several of here.values())
      several.slice(1).forEach(function (properties, number) {
        const angle = Math.PI / 4 + (2 * Math.PI * number) / Math.max(4, several.length - 1);
        properties.symbol.offset = [Math.cos(angle), Math.sin(angle)].map((part) => Math.round(part * data.ringPx));
        properties.label = "";
      });
  }

  const rank = ({ properties }) => ["control", "diplomacy", "other"].indexOf(properties.layer);

  const order = ({ properties }) => data.order.indexOf(properties.layer) + (isChosen(properties) ? 10 : 0);
  const isChosen = ({ event_ids }) => state.chosen !== null && event_ids.includes(state.chosen);
  const shows = ({ layer, event_ids }, ids) => state.layers.has(layer) && (layer === "mentions" || event_ids.some((id) => ids.has(id)));

  /** A copy, for the map writes into what it draws. */
  function chosenOnTop(feature) {
    const properties = { ...feature.properties, symbol: { ...feature.properties.symbol } };
    if (isChosen(properties)) {
      properties.symbol.selected = true;
      properties.weight += 100;
      properties.event_id = state.chosen;
    }
    return { ...feature, properties, geometry: feature.geometry || data.outlines[properties.place_id] };
  }

  function draw() {
    const ids = inView();
    const { pointToLayer, onEachFeature } = window.dateline;
    const group = L.geoJSON(features(ids), { pointToLayer, onEachFeature });
    group.on("click", (event) => event.layer.feature && choose(event.layer.feature.properties.event_id));
    if (state.drawn) state.drawn.remove();
    state.drawn = group.addTo(map);
    for (const button of all("#list [data-event]")) button.parentElement.hidden = !ids.has(button.dataset.event);
    for (const part of all("[data-card]")) part.classList.toggle("sa-out", !ids.has(part.dataset.card));
    const held = data.held.length && state.layers.has("control") && heldDay() ? `; who holds what: as of ${inWords(heldDay())}` : "";
    one("count").textContent = `${ids.size} of ${Object.keys(data.events).length} events shown${held}`;
  }

  /** The map as it stands, made small enough for the paper; back on the screen it is as before. */
  const PAPER_PX = 680;
  let onScreen = null;
  function toPaper() {
    const { style } = one("map"), { width, height } = one("map").getBoundingClientRect();
    const scale = Math.min(1, PAPER_PX / width);
    onScreen = style.cssText;
    style.cssText += `; width: ${width}px; height: ${height}px; transform: scale(${scale}); transform-origin: 0 0;`;
    style.marginBottom = `${height * (scale - 1)}px`;
  }

  function toScreen() {
    one("map").style.cssText = onScreen;
  }

  const inWords = (day) =>
    new Date(`${day}T00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  function goTo({ latitude, longitude, zoom }) {
    map.setView([latitude, longitude], zoom);
  }

  function choose(id) {
    state.chosen = id;
    const at = data.steps.findIndex((step) => step.event_id === id);
    if (state.mode === "walk" && at >= 0) return walkTo(at);
    return show("card");
  }

  function walkTo(number) {
    if (!data.steps.length) return show("walk");
    state.step = Math.max(0, Math.min(data.steps.length - 1, number));
    state.chosen = data.steps[state.step].event_id;
    show("walk");
    return goTo(data.steps[state.step]);
  }

  /** Shows the walk, the list, or the chosen event's card. */
  function show(mode) {
    state.mode = mode;
    one("walk").hidden = mode !== "walk";
    one("list").hidden = mode !== "list";
    for (const part of all("[data-step]")) part.hidden = part.dataset.step !== state.chosen;
    for (const part of all("[data-card]")) part.hidden = mode !== "card" || part.dataset.card !== state.chosen;
    for (const button of all("nav [data-mode]")) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    one("walk").querySelector("[data-go='-1']").disabled = state.step <= 0;
    one("walk").querySelector("[data-go='1']").disabled = state.step >= data.steps.length - 1;
    draw();
  }

  function openEvent(id) {
    state.chosen = id;
    show("card");
    const step = data.steps.find(({ event_id }) => event_id === id);
    if (step) goTo(step);
    document.querySelector(`[data-card="${CSS.escape(id)}"]`).focus({ preventScroll: true });
  }

  function enter(mode) {
    if (mode === "walk") return walkTo(state.step);
    state.chosen = null;
    return show(mode);
  }

  function pressed(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.go) walkTo(state.step + Number(button.dataset.go));
    else if (button.dataset.mode) enter(button.dataset.mode);
    else if (button.dataset.event) openEvent(button.dataset.event);
    else if (button.id === "everything") allDays();
  }

  function allDays() {
    for (const name of ["from", "to"]) one(name).value = one(name).defaultValue;
    one("undated").checked = true;
    draw();
  }

  /** Arrow keys go on and back, but not where they move the map or a day. */
  function typed(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || state.mode !== "walk" || event.target.closest("#map, input") || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    walkTo(state.step + step);
  }

  function swipes(panel) {
    let start = null;
    panel.addEventListener("touchstart", ({ touches }) => (start = touches.length === 1 ? touches[0] : null), { passive: true });
    panel.addEventListener("touchend", function ({ changedTouches }) {
      if (!start) return;
      const [across, down] = [changedTouches[0].clientX - start.clientX, changedTouches[0].clientY - start.clientY];
      if (Math.abs(across) > SWIPE_PX && Math.abs(across) > 1.5 * Math.abs(down)) walkTo(state.step + (across < 0 ? 1 : -1));
      start = null;
    });
  }

  function takeLayers() {
    state.layers = new Set(all("[data-layer]").filter((box) => box.checked).map((box) => box.dataset.layer));
  }

  /** Text, map and Next alone, where the address ends in #story. */
  function tellStory() {
    const isStory = window.location.hash === STORY;
    document.documentElement.classList.toggle("sa-story", isStory);
    map.invalidateSize();
    if (isStory) walkTo(state.step);
  }

  /** Labels are measured with the file's own letters, so these have to be there. */
  function begin() {
    const isPhone = window.matchMedia(PHONE).matches;
    goTo(data.view);
    if (isPhone) one("legend").open = false;
    if (isPhone) walkTo(0);
    else show(state.chosen ? "card" : "list");
    tellStory();
    window.datelineMap = map;
  }

  window.addEventListener("hashchange", tellStory);
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", typed);
  document.addEventListener("change", function () {
    takeLayers();
    draw();
  });
  swipes(one("walk"));
  takeLayers();
  Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 12px "Source Sans"`))).then(begin);
})();
