/* Looks of the legend drawn once each, then stamped: as a picture where there is room, as a dot of few pixels where there is none. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const DOT_RADIUS = 2.3;
  const EDGE_PX = 7;

  /** Pictures of all looks for a map's theme and screen; made anew when either changes. */
  dateline.Sprites = class {
    constructor(map, looks, ratio) {
      this.ratio = ratio;
      this.symbols = looks.map((look) => symbolSprite(map, look, ratio));
      this.dots = looks.map((look) => dotStamp(map, look, ratio));
      this.colours = looks.map((look) => dateline.colour(map, look.colour));
      this.palette = [...new Set(this.colours)];
      this.slots = Uint8Array.from(this.colours, (colour) => this.palette.indexOf(colour));
    }

    /** Draws a look with its middle at x, y of the context's own pixels. */
    symbol(context, look, x, y) {
      const sprite = this.symbols[look];
      context.drawImage(sprite.canvas, x - sprite.half, y - sprite.half, 2 * sprite.half, 2 * sprite.half);
    }
  };

  function sheet(half, ratio) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.ceil(2 * half * ratio);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.setTransform(ratio, 0, 0, ratio, canvas.width / 2, canvas.height / 2);
    return { canvas, context, half: canvas.width / 2 / ratio };
  }

  function symbolSprite(map, look, ratio) {
    const { canvas, context, half } = sheet(look.radius * 1.4 + EDGE_PX, ratio);
    const colour = dateline.colour(map, look.colour);
    dateline.paintShape(context, look, colour, dateline.paperFor(map, look.colour), dateline.colour(map, look.second));
    return { canvas, half };
  }

  /** The pixels of a dot: where each lies from its middle, and its colour as the screen's memory has it. */
  function dotStamp(map, look, ratio) {
    const { canvas, context } = sheet(DOT_RADIUS + 1.5, ratio);
    const paper = dateline.paperFor(map, look.colour);
    const isFilled = look.fill === "solid" || look.fill === "split";
    context.beginPath();
    context.arc(0, 0, DOT_RADIUS, 0, 2 * Math.PI);
    context.lineWidth = isFilled ? 1.6 : 2.6;
    context.strokeStyle = paper;
    context.stroke();
    context.fillStyle = isFilled ? dateline.colour(map, look.colour) : paper;
    context.fill();
    if (!isFilled) {
      context.lineWidth = 1.2;
      context.strokeStyle = dateline.colour(map, look.colour);
      context.stroke();
    }
    return pixelsOf(context.getImageData(0, 0, canvas.width, canvas.height));
  }

  /** Pixels that are more seen than not are written in full: a stamp then needs no mixing. */
  function pixelsOf(image) {
    const words = new Uint32Array(image.data.buffer);
    const middle = Math.floor(image.width / 2);
    const [across, down, colours] = [[], [], []];
    words.forEach((word, at) => {
      if (word >>> 24 < 110) return;
      across.push((at % image.width) - middle);
      down.push(Math.floor(at / image.width) - middle);
      colours.push((word | 0xff000000) >>> 0);
    });
    return { across: Int16Array.from(across), down: Int16Array.from(down), colours: Uint32Array.from(colours), reach: middle + 1 };
  }
})();
