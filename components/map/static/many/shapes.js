/* What the canvas of many events draws of its own: discs, badges with a number, rings around what is chosen, and where symbols of one
 * place stand. `x` and `y` are pixels of the layer. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const TURN = 2 * Math.PI;
  const [RING_PX, IN_RING] = [20, 6];

  /** Symbols that share a place stand around the first, as on the map of one article, and in wider rings where they are many. */
  function beside(x, y, number, others) {
    if (!number) return [x, y];
    let [ring, before] = [1, 0];
    while (number - before > IN_RING * ring) before += IN_RING * ring++;
    const angle = Math.PI / 4 + (TURN * (number - before - 1)) / Math.min(IN_RING * ring, Math.max(4, others - before));
    return [x + Math.round(RING_PX * ring * Math.cos(angle)), y + Math.round(RING_PX * ring * Math.sin(angle))];
  }

  function disc(context, x, y, radius, colour) {
    context.beginPath();
    context.arc(x, y, radius, 0, TURN);
    context.fillStyle = colour;
    context.fill();
  }

  function badge({ context, colours }, x, y, words) {
    context.font = `700 10px ${dateline.FONT}`;
    const wide = Math.max(15, context.measureText(words).width + 7);
    context.beginPath();
    context.roundRect(x - 6, y - 8, wide, 15, 7.5);
    context.fillStyle = colours.ink;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = colours.paper;
    context.stroke();
    context.fillStyle = colours.paper;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(words, x - 6 + wide / 2, y);
  }

  function ring({ context, colours }, { x, y, radius }, width) {
    for (const [thick, colour] of [[width + 3.5, colours.labelHalo], [width, colours.ink]]) {
      context.beginPath();
      context.arc(x, y, radius + 6, 0, TURN);
      context.lineWidth = thick;
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  dateline.shapes = { TURN, beside, disc, badge, ring };
})();
