/* Sentences of events: pointing at one or focusing it highlights its markers on the map, a click or
 * Enter chooses its event. Selected words can be used for an event that was missed.
 *
 * The map's frame and this text talk through events of the page: "dateline-point" tells the map
 * which events to highlight, "dateline-pointed" tells the text what is under the map's pointer.
 */
const idsOf = (sentence) => (sentence ? sentence.dataset.events.split(" ") : []);
const sentenceOf = (event) => event.target.closest && event.target.closest(".dl-sentence");
const tell = (ids) => document.dispatchEvent(new CustomEvent("dateline-point", { detail: { ids } }));

/** The first event of the sentence, or the one after the chosen event. */
function meant(sentence, selected) {
  const ids = idsOf(sentence);
  return ids[(ids.indexOf(selected) + 1) % ids.length];
}

function show(box) {
  const passage = box.querySelector("#passage");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  passage?.scrollIntoView({ block: "nearest", behavior: still ? "instant" : "smooth" });
}

/** The selection within the article, else null. */
function markedIn(article) {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  return range && article && article.contains(range.startContainer) && range.toString().trim() ? range : null;
}

/** Where the selected words begin, in characters of the article, without leading blanks. */
function startOf(article, range) {
  const before = document.createRange();
  before.setStart(article, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return [...before.toString()].length + range.toString().search(/\S/);
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".dl-reader");
  if (box.datelineHtml !== data.html) {
    const held = box.contains(document.activeElement) ? document.activeElement.dataset.events : null;
    box.innerHTML = data.html;
    box.datelineHtml = data.html;
    if (held) box.querySelector(`.dl-sentence[data-events="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }
  if (box.datelineSelected !== data.selected && box.datelineChosen !== data.selected) requestAnimationFrame(() => show(box));
  box.datelineSelected = data.selected;

  const choose = (sentence) => {
    box.datelineChosen = meant(sentence, box.datelineSelected);
    setTriggerValue("chosen", box.datelineChosen);
  };
  box.onmouseover = (event) => tell(idsOf(sentenceOf(event)));
  box.onmouseout = (event) => sentenceOf(event) && tell([]);
  const articleOf = () => box.querySelector(".dl-article");
  box.onclick = (event) => sentenceOf(event) && !markedIn(articleOf()) && choose(sentenceOf(event));
  box.onkeydown = (event) => {
    if (!sentenceOf(event) || !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    choose(sentenceOf(event));
  };
  const focused = (event) => tell(idsOf(sentenceOf(event)));
  const left = () => tell([]);
  const pointed = ({ detail }) => {
    for (const sentence of box.querySelectorAll(".dl-sentence"))
      sentence.classList.toggle("dl-pointed", idsOf(sentence).some((id) => detail.ids.includes(id)));
  };
  const offer = parentElement.querySelector(".dl-add-here");
  const offered = () => {
    const range = markedIn(articleOf());
    offer.hidden = !range;
    if (!range) return;
    const { left, bottom } = range.getBoundingClientRect();
    offer.style.left = `${Math.max(8, Math.min(left, innerWidth - offer.offsetWidth - 8))}px`;
    offer.style.top = `${Math.min(bottom + 6, innerHeight - offer.offsetHeight - 8)}px`;
  };
  offer.onpointerdown = (event) => event.preventDefault();
  offer.onclick = () => {
    const range = markedIn(articleOf());
    if (!range) return;
    setTriggerValue("marked", startOf(articleOf(), range));
    getSelection().removeAllRanges();
    document.querySelector(".st-key-add_box")?.scrollIntoView({ block: "center" });
  };
  document.addEventListener("selectionchange", offered);
  document.addEventListener("scroll", offered, { capture: true, passive: true });
  box.addEventListener("focusin", focused);
  box.addEventListener("focusout", left);
  document.addEventListener("dateline-pointed", pointed);
  return () => {
    box.removeEventListener("focusin", focused);
    box.removeEventListener("focusout", left);
    document.removeEventListener("dateline-pointed", pointed);
    document.removeEventListener("selectionchange", offered);
    document.removeEventListener("scroll", offered, { capture: true });
    tell([]);
  };
}
