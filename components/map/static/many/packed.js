/* The file of many events (map/packing.py has its format) as typed arrays over the bytes that were fetched; nothing is copied.
 *
 * A record is an event at a place; records that look the same at one place share a mark. Days are counted from the file's origin:
 * a start of 0 and an end of `top` are without bound, so that one comparison serves all.
 */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const MAGIC = 0x444c4d31;
  const [STEP_BYTES, DAY_MS] = [8, 86400000];
  const KINDS = { u1: Uint8Array, "<u2": Uint16Array, "<u4": Uint32Array, "<f4": Float32Array };
  /** Leaflet's world at zoom 0. */
  dateline.WORLD_PX = 256;

  /** The name of a file comes from its bytes, so that what a browser has kept of it stands; `again` asks the server anew. */
  dateline.fetchPacked = async function (url, again) {
    const response = await fetch(url, { cache: again ? "reload" : "force-cache" });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new dateline.Packed(dateline.unpacked(await response.arrayBuffer()));
  };

  /** What the head of a file says, and its columns. */
  dateline.unpacked = function (buffer) {
    const view = new DataView(buffer);
    if (view.getUint32(0) !== MAGIC) throw new Error("these bytes are no packed events");
    const length = view.getUint32(4, true);
    const { columns, ...found } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
    let at = 8 + length;
    for (const [name, kind, count] of columns) {
      at = Math.ceil(at / STEP_BYTES) * STEP_BYTES;
      found[name] = new KINDS[kind](buffer, at, count);
      at += found[name].byteLength;
    }
    return found;
  };

  dateline.Packed = class {
    constructor(given) {
      Object.assign(this, given);
      [this.records, this.marks] = [this.mark.length, this.look.length];
      this._project();
      this._tally();
    }

    /** World pixels of each mark at zoom 0, reckoned once; a zoom multiplies them. */
    _project() {
      const [x, y] = [new Float64Array(this.marks), new Float64Array(this.marks)];
      for (let mark = 0; mark < this.marks; mark++) {
        const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, this.latitude[mark])) * Math.PI) / 180);
        x[mark] = (this.longitude[mark] / 360 + 0.5) * dateline.WORLD_PX;
        y[mark] = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * dateline.WORLD_PX;
      }
      Object.assign(this, { x, y });
    }

    /** Records of each mark, whatever is shown, and room for what `count` finds. */
    _tally() {
      this.totals = new Uint32Array(this.marks);
      for (let record = 0; record < this.records; record++) this.totals[this.mark[record]] += 1;
      this.counts = new Uint32Array(this.marks);
      this.order = new Uint32Array(this.marks);
      this.told = this.event ? new Uint32Array(this.events) : null;
      this.turn = 0;
    }

    /** Records before this number begin on `day` or earlier. */
    until(day) {
      let [low, high] = [0, this.dated];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.first[middle] <= day) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /** Calls `each(record)` for what is shown, the newest first, and at the end those without a day.
     *
     * `from` and `to` are days of the file, `shown` a byte a record or null.
     */
    walk({ from, to, undated, shown }, each) {
      const last = this.last;
      for (let record = this.until(to) - 1; record >= 0; record--)
        if (last[record] >= from && (shown === null || shown[record])) each(record);
      if (undated) for (let record = this.dated; record < this.records; record++) if (shown === null || shown[record]) each(record);
    }

    /** Counts what is shown: `counts` by mark, `order` the marks that have any, the newest first; gives how many. */
    count(choice) {
      const { counts, order, mark, event, told } = this;
      const turn = (this.turn += 1);
      let marks = 0;
      let pins = 0;
      let events = 0;
      counts.fill(0);
      this.walk(choice, (record) => {
        const own = mark[record];
        if (counts[own]++ === 0) order[marks++] = own;
        pins += 1;
        if (told !== null && told[event[record]] !== turn) {
          told[event[record]] = turn;
          events += 1;
        }
      });
      return { marks, pins, events: told === null ? pins : events };
    }

    /** Numbers of the records of some marks that are shown, the newest first. */
    recordsOf(marks, choice) {
      const [wanted, found] = [new Set(marks), []];
      this.walk(choice, (record) => {
        if (wanted.has(this.mark[record])) found.push(record);
      });
      return found;
    }

    /** The mark of a record; undefined where it is not here. */
    markOf(record) {
      return this.mark[record];
    }

    /** A day of the file as milliseconds of UTC; and a day written YYYY-MM-DD as one of the file, whose ends are without bound. */
    msOf(day) {
      return (this.origin + day) * DAY_MS;
    }

    dayOf(written) {
      return Math.max(0, Math.min(this.top, Date.parse(written) / DAY_MS - this.origin));
    }
  };

  /** Bits of the page's filter (deflated, base64) as a byte a record; null shows all. */
  dateline.bitsOf = async function (squeezed, records) {
    if (squeezed === null) return null;
    const packed = Uint8Array.from(atob(squeezed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bits = new Uint8Array(await new Response(stream).arrayBuffer());
    const shown = new Uint8Array(records);
    for (let record = 0; record < records; record++) shown[record] = (bits[record >> 3] >> (record & 7)) & 1;
    return shown;
  };
})();
