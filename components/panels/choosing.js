/* Reports what is pressed in a list (its data-choice) and days that are chosen on a histogram.
 * Dragging across the plot chooses days, and so does a handle, by pointer or keys. The line above
 * shows the words of the bar under the pointer.
 */
const STILL_PX = 4;
const KEYS_REST_MS = 250;
const MOVES = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7, Home: -Infinity, End: Infinity };

const days = (bins, [from, to]) =>
  `days=${from <= 0 ? "" : bins[from].first}/${to >= bins.length - 1 ? "" : bins[to].last}`;

function histogram(box, bins, choose) {
  const plot = box.querySelector(".dl-plot");
  if (!plot) return;
  const line = box.querySelector(".dl-day-told");
  const handles = [...plot.querySelectorAll(".dl-handle")];
  const veils = [...plot.querySelectorAll(".dl-veil")];
  const words = line.textContent;
  const many = bins.length;
  const at = handles.map((handle) => Number(handle.getAttribute("aria-valuenow")));
  let began = null;
  let resting = 0;

  const binAt = (event) => {
    const { left, width } = plot.getBoundingClientRect();
    return Math.max(0, Math.min(many - 1, Math.floor(((event.clientX - left) / width) * many)));
  };
  const show = ([from, to]) => {
    const [left, right] = [(100 * from) / many, (100 * (to + 1)) / many];
    veils[0].style.width = handles[0].style.left = `${left}%`;
    veils[1].style.left = handles[1].style.left = `${right}%`;
    [from, to].forEach((bin, number) => {
      handles[number].setAttribute("aria-valuenow", bin);
      handles[number].setAttribute("aria-valuetext", bins[bin][number ? "to" : "from"]);
    });
  };
  /* From the dragged handle to the pointer, not past the other one; else from where the drag began. */
  const ends = (bin) => {
    if (began.handle === 0) return [Math.min(bin, at[1]), at[1]];
    if (began.handle === 1) return [at[0], Math.max(bin, at[0])];
    return [Math.min(began.bin, bin), Math.max(began.bin, bin)];
  };
  const rest = () => { if (began === null) line.textContent = words; };

  plot.onpointerdown = (event) => {
    if (event.button !== 0) return;
    const handle = handles.indexOf(event.target.closest(".dl-handle"));
    began = { bin: binAt(event), x: event.clientX, handle };
    plot.setPointerCapture(event.pointerId);
  };
  plot.onpointermove = (event) => {
    const bin = binAt(event);
    line.textContent = bins[bin].words;
    if (began !== null && Math.abs(event.clientX - began.x) >= STILL_PX) show(ends(bin));
  };
  plot.onpointerup = (event) => {
    if (began === null) return;
    const isStill = Math.abs(event.clientX - began.x) < STILL_PX;
    const chosen = ends(binAt(event));
    const handle = handles[began.handle];
    began = null;
    if (handle && isStill) handle.focus();
    else choose(days(bins, chosen));
  };
  plot.onpointercancel = () => { began = null; show(at); rest(); };
  plot.onpointerleave = rest;
  handles.forEach((handle, number) => {
    handle.onkeydown = (event) => {
      const step = MOVES[event.key];
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const [low, high] = number ? [at[0], many - 1] : [0, at[1]];
      at[number] = Math.max(low, Math.min(high, at[number] + step));
      show(at);
      line.textContent = bins[at[number]].words;
      clearTimeout(resting);
      resting = setTimeout(() => choose(days(bins, at)), KEYS_REST_MS);
    };
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".dl-choosing");
  box.datelineTell = (choice) => setTriggerValue("chosen", choice);
  if (box.datelineHtml === data.html) return;
  const { choice, handle } = box.contains(document.activeElement) ? document.activeElement.dataset : {};
  box.innerHTML = data.html;
  box.datelineHtml = data.html;
  const held = choice ? `[data-choice="${CSS.escape(choice)}"]` : handle ? `[data-handle="${handle}"]` : null;
  if (held) box.querySelector(held)?.focus({ preventScroll: true });
  box.onclick = (event) => {
    const button = event.target.closest("[data-choice]");
    if (button) box.datelineTell(button.dataset.choice);
  };
  histogram(box, data.bins, (choice) => box.datelineTell(choice));
}
