/* The walk beside the map: swipes and arrow keys press its buttons. It listens only once, even if it
 * is run again. */
(() => {
  const SWIPE_PX = 45;
  const KEYS = { ArrowLeft: "back", ArrowRight: "next" };
  /* Elements that use the arrow keys themselves. */
  const OTHERS = "input, textarea, select, [role='slider'], [role='tab'], [role='radio'], [data-testid='stDataFrame']";
  /* A click on the navigation leaves the focus there, where arrow keys would change the panel; it is
   * removed unless the focus came by keyboard. */
  const letGo = () => document.querySelector(".st-key-pane_side [role='radio']:focus:not(:focus-visible)")?.blur();
  letGo();
  if (window.datelineWalks) return;
  window.datelineWalks = true;
  let start = null;

  const press = (name) => document.querySelector(`.st-key-walk_${name} button:not(:disabled)`)?.click();

  document.addEventListener("keydown", (event) => {
    if (!KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey || event.target.closest(OTHERS)) return;
    press(KEYS[event.key]);
  });
  document.addEventListener("click", () => requestAnimationFrame(letGo));
  document.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 && event.target.closest(".st-key-walk") ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", ({ changedTouches }) => {
    if (!start) return;
    const [across, down] = [changedTouches[0].clientX - start.clientX, changedTouches[0].clientY - start.clientY];
    if (Math.abs(across) > SWIPE_PX && Math.abs(across) > 1.5 * Math.abs(down)) press(across < 0 ? "next" : "back");
    start = null;
  });
})();
