/* Bars and weeks that are pressed: what carries data-choice is told when it is pressed. Across the plot of weeks, a pointer that is
 * drawn sideways chooses days: the words of the week under it stand in the line below.
 */
const STILL_PX = 4;

/** The week under the pointer, counted from 0. */
function weekAt(plot, event, many) {
  const { left, width } = plot.getBoundingClientRect();
  return Math.max(0, Math.min(many - 1, Math.floor(((event.clientX - left) / width) * many)));
}

/** Marks the weeks from one to the other, both inclusive. */
function mark(plot, one, other, many) {
  const held = plot.querySelector(".dl-drag");
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  held.hidden = false;
  held.style.left = `${(100 * first) / many}%`;
  held.style.width = `${(100 * (last - first + 1)) / many}%`;
}

function weeks(box, data, choose) {
  const plot = box.querySelector(".dl-plot");
  const line = box.querySelector(".dl-week-told");
  if (!plot || !data.weeks) return;
  const many = data.weeks.length;
  const words = line.textContent;
  let began = null;
  const tell = (event) => { line.textContent = data.weeks[weekAt(plot, event, many)].words; };
  const rest = () => {
    if (began !== null) return;
    line.textContent = words;
    plot.querySelector(".dl-drag").hidden = true;
  };
  plot.onpointerdown = (event) => {
    if (event.button !== 0) return;
    began = { week: weekAt(plot, event, many), x: event.clientX };
    plot.setPointerCapture(event.pointerId);
  };
  plot.onpointermove = (event) => {
    tell(event);
    const week = weekAt(plot, event, many);
    mark(plot, began === null || Math.abs(event.clientX - began.x) < STILL_PX ? week : began.week, week, many);
  };
  plot.onpointerup = (event) => {
    if (began === null) return;
    const ends = [began.week, weekAt(plot, event, many)].sort((one, other) => one - other);
    began = null;
    choose(`days=${data.weeks[ends[0]].first}/${data.weeks[ends[1]].last}`);
  };
  plot.onpointercancel = () => { began = null; rest(); };
  plot.onpointerleave = rest;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".dl-choosing");
  if (box.datelineHtml !== data.html) {
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.choice : null;
    box.innerHTML = data.html;
    box.datelineHtml = data.html;
    if (held) box.querySelector(`[data-choice="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }
  const choose = (choice) => setTriggerValue("chosen", choice);
  box.onclick = (event) => {
    const button = event.target.closest("[data-choice]");
    if (button) choose(button.dataset.choice);
  };
  weeks(box, data, choose);
}
