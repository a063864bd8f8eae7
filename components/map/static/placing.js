/* Where words can stand: boxes beside a point, along a line or within an area, the first that is free of all others.
 *
 * A pen holds the context, the map, its colours, the bounds in layer pixels, the boxes already taken, and the lines across
 * which a name stands only where there is no other room.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  dateline.FONT = '"Source Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const { gapPx: GAP, lineHeight, baseline } = dateline.style.names;
  /** So far further away, for the symbols of one place stand as far around the first. */
  const RING_PX = 22;
  const ALONE_PX = 3;
  /** Where along a line its name may stand, best first; a line is walked in such steps. */
  const SHARES = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9];
  const STEP_PX = 4;

  const apart = (one, other) =>
    one.right + GAP < other.left || other.right + GAP < one.left || one.bottom + 1 < other.top || other.bottom + 1 < one.top;

  function isFree(pen, box) {
    const { min, max } = pen.bounds;
    if (box.left < min.x + 2 || box.right > max.x - 2 || box.top < min.y + 2 || box.bottom > max.y - 2) return false;
    return pen.taken.every((other) => apart(box, other));
  }

  /** Whether a border or the edge of an area runs through a box. */
  function isCrossed(pen, box) {
    return pen.lines.some((line) => !apart(line, box) && line.points.some((point, at) => at > 0 && meets(box, line.points[at - 1], point)));
  }

  function meets({ left, right, top, bottom }, one, other) {
    if (Math.max(one.x, other.x) < left || Math.min(one.x, other.x) > right) return false;
    if (Math.max(one.y, other.y) < top || Math.min(one.y, other.y) > bottom) return false;
    const side = (x, y) => (other.x - one.x) * (y - one.y) > (other.y - one.y) * (x - one.x);
    return new Set([side(left, top), side(right, top), side(left, bottom), side(right, bottom)]).size > 1;
  }

  /** Lines of points with the boxes in which they lie. */
  dateline.linesOf = (lines) => lines.filter((points) => points.length).map((points) => {
    const { min, max } = L.bounds(points.map(({ x, y }) => L.point(x, y)));
    return { points, left: min.x, right: max.x, top: min.y, bottom: max.y };
  });

  /** [text, pixels, weight, colour] lines one under the other. */
  function measured(context, lines) {
    let [width, height] = [0, 0];
    for (const line of lines) {
      context.font = fontOf(line);
      line.width = context.measureText(line.text).width;
      width = Math.max(width, line.width);
      height += line.pixels * lineHeight;
    }
    return { width, height };
  }

  /** A line broken between words where it is wider than `widest`. */
  function wrapped(context, line, widest) {
    context.font = fontOf(line);
    const texts = [];
    for (const word of line.text.split(" ")) {
      const longer = texts.length ? `${texts[texts.length - 1]} ${word}` : word;
      if (texts.length && context.measureText(longer).width > widest) texts.push(word);
      else texts.splice(-1, 1, longer);
    }
    return texts.map((text) => ({ ...line, text }));
  }

  const fontOf = (line) => `${line.style || ""} ${line.weight} ${line.pixels}px ${dateline.FONT}`;

  function write(pen, box, lines, align) {
    const { context, colours } = pen;
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.lineJoin = "round";
    let top = box.top;
    const isOnHatch = pen.hatched.some((layer) => corners(box).some((corner) => layer._containsPoint(corner)));
    for (const line of lines) {
      const x = align === "right" ? box.right - line.width : align === "centre" ? (box.left + box.right - line.width) / 2 : box.left;
      if (isOnHatch) paintPlate(context, [x - 3, top, line.width + 6, line.pixels * lineHeight + 1], colours);
      const y = top + line.pixels * baseline;
      context.font = fontOf(line);
      context.strokeStyle = colours.labelHalo;
      context.lineWidth = 3.5;
      context.globalAlpha = 0.92;
      context.strokeText(line.text, x, y);
      context.globalAlpha = 1;
      context.fillStyle = line.colour;
      context.fillText(line.text, x, y);
      top += line.pixels * lineHeight;
    }
    pen.taken.push(box);
  }

  /** Under words on a hatch, which would run through them. */
  function paintPlate(context, rectangle, colours) {
    context.globalAlpha = 0.86;
    context.fillStyle = colours.labelHalo;
    context.fillRect(...rectangle);
    context.globalAlpha = 1;
  }

  /** Boxes beside a point, best first, with the side to which the lines lean. */
  function beside(point, { width, height }, distance) {
    const middle = point.y - height / 2;
    const boxes = [
      [point.x + distance, middle, "left"], [point.x - distance - width, middle, "right"],
      [point.x - width / 2, point.y - distance - height, "centre"], [point.x - width / 2, point.y + distance, "centre"],
      [point.x + distance, point.y - distance - height, "left"], [point.x + distance, point.y + distance, "left"],
      [point.x - distance - width, point.y - distance - height, "right"],
      [point.x - distance - width, point.y + distance, "right"],
    ];
    return boxes.map(([left, top, align]) => [{ left, top, right: left + width, bottom: top + height }, align]);
  }

  function placed(pen, boxes, lines, fits = () => true) {
    const found = boxes.find(([box, align]) => isFree(pen, box) && fits(box, align));
    if (found) write(pen, found[0], lines, found[1]);
    return Boolean(found);
  }

  /** Boxes for a label, best first, and a test that a free one has to pass. Where several symbols stand around one place some
   * of the boxes are outside of them all. */
  function spots(pen, layer, size) {
    if (layer instanceof dateline.Symbol) {
      const away = layer.halfSize() + GAP + 1;
      const near = beside(layer.centre(), size, away);
      return [pen.shared.has(layer.feature.properties.place_id) ? [...near, ...beside(layer.centre(), size, away + RING_PX)] : near];
    }
    return layer instanceof L.Polygon ? inside(pen, layer, size) : along(pen, layer, size);
  }

  /** Whether no other words stand right above or under a box, which would be read as one with its own. */
  const isAlone = (pen, { left, top, right, bottom }) => isFree(pen, { left, right, top: top - ALONE_PX, bottom: bottom + ALONE_PX });

  /** Boxes beside the middle of what is in view of a line, then beside other points of it, none across the line. */
  function along(pen, layer, size) {
    const steps = layer._parts.flatMap((part) => part.slice(1).flatMap((point, at) => walk(part[at], point)));
    const seen = steps.filter((point) => pen.bounds.contains(point));
    const boxes = seen.length ? SHARES.flatMap((share) => beside(seen[Math.floor(share * (seen.length - 1))], size, 9)) : [];
    const lines = dateline.linesOf(layer._parts);
    return [boxes, (box) => isAlone(pen, box) && !isCrossed({ lines }, box)];
  }

  /** Points on the way from one to another, a few pixels apart. */
  function walk(one, other) {
    const count = Math.ceil(one.distanceTo(other) / STEP_PX);
    return Array.from({ length: count }, (_, step) => one.add(other.subtract(one).multiplyBy((step + 0.5) / count)));
  }

  /** Boxes within an area, from its reference point outwards. */
  function inside(pen, layer, { width, height }) {
    const { min, max } = pen.bounds;
    const { latitude, longitude } = layer.feature.properties;
    const anchor = pen.map.latLngToLayerPoint([latitude, longitude]);
    const boxes = [];
    const across = Math.min(24, (max.x - min.x) / 40), down = Math.min(16, (max.y - min.y) / 30);
    for (let left = min.x + 8; left < max.x - width; left += across)
      for (let top = min.y + 5; top < max.y - height; top += down) boxes.push([{ left, top, right: left + width, bottom: top + height }, "centre"]);
    const far = ([box]) => anchor.distanceTo([box.left + width / 2, box.top + height / 2]);
    const sorted = boxes.map((box) => [far(box), box]).sort(([one], [other]) => one - other);
    return [sorted.map(([, box]) => box), (box) => isAlone(pen, box) && corners(box).every((corner) => layer._containsPoint(corner))];
  }

  const corners = (box) => [
    L.point(box.left, box.top), L.point(box.right, box.top), L.point(box.left, box.bottom), L.point(box.right, box.bottom),
    L.point((box.left + box.right) / 2, (box.top + box.bottom) / 2),
  ];

  Object.assign(dateline, { beside, isCrossed, isFree, measured, placed, spots, wrapped });
})();
