/* Records at their own places where the file has them summed to tiles: sheets of the part of the map that is looked at closely,
 * each asked for once (map/tiles.py has their form). */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const MOST_RECORDS = 250000;
  const KEPT_SHEETS = 40;
  const ORDER = 2 ** 20;
  const MARGIN = 0.15;

  /** Records of some sheets as a file of their own, which knows the number of each in the whole. */
  dateline.Part = class extends dateline.Packed {
    constructor(whole, sheets) {
      super({ ...partOf(whole, sheets), whole, origin: whole.origin, top: whole.top, looks: whole.looks });
    }

    count(choice) {
      return super.count(this._own(choice));
    }

    recordsOf(marks, choice) {
      return super.recordsOf(marks, this._own(choice)).map((own) => this.record[own]);
    }

    markOf(record) {
      const at = this._at(record);
      return this.record[at] === record ? this.mark[at] : undefined;
    }

    _at(record) {
      let [low, high] = [0, this.records - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.record[middle] < record) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    /** The choice with the page's filter for these records. */
    _own(choice) {
      if (choice.shown === null) return choice;
      if (this._shownOf !== choice.shown) {
        this._shownOf = choice.shown;
        this._shown = Uint8Array.from(this.record, (record) => choice.shown[record]);
      }
      return { ...choice, shown: this._shown };
    }
  };

  /** The columns of all sheets in the order of the whole. */
  function partOf(whole, sheets) {
    const records = sheets.reduce((sum, sheet) => sum + sheet.record.length, 0);
    const marks = sheets.reduce((sum, sheet) => sum + sheet.latitude.length, 0);
    const found = {
      record: new Uint32Array(records), mark: new Uint32Array(records), first: new whole.first.constructor(records),
      last: new whole.last.constructor(records), latitude: new Float32Array(marks), longitude: new Float32Array(marks),
      look: new whole.look.constructor(marks), name: new Uint32Array(marks), names: sheets.flatMap((sheet) => sheet.names), dated: 0, events: records,
    };
    const [keys, marksOf] = [new Float64Array(records), new Uint32Array(records)];
    let [record, mark, name] = [0, 0, 0];
    for (const sheet of sheets) {
      for (let own = 0; own < sheet.record.length; own++, record++) {
        keys[record] = sheet.record[own] * ORDER + record;
        marksOf[record] = mark + sheet.mark[own];
        found.look[marksOf[record]] = whole.look[whole.mark[sheet.record[own]]];
      }
      found.latitude.set(sheet.latitude, mark);
      found.longitude.set(sheet.longitude, mark);
      for (let own = 0; own < sheet.name.length; own++) found.name[mark + own] = name + sheet.name[own];
      mark += sheet.latitude.length;
      name += sheet.names.length;
    }
    keys.sort().forEach((key, at) => {
      const number = (found.record[at] = Math.floor(key / ORDER));
      found.mark[at] = marksOf[key % ORDER];
      [found.first[at], found.last[at]] = [whole.first[number], whole.last[number]];
      if (number < whole.dated) found.dated += 1;
    });
    return found;
  }

  dateline.Sheets = class {
    /** `changed` is called when a sheet has come, or when it did not. */
    constructor(whole, url, changed) {
      Object.assign(this, { whole, url, changed, loaded: new Map(), asked: new Set(), failed: new Set(), part: null, state: "" });
    }

    /** What did not come is asked for once more, past what the browser keeps of the answer. */
    forgive() {
      if (this.failed.size) this.again = true;
      this.failed.clear();
    }

    /** What lies in and around the view, each at its own place: null at first while it is on its way, or where it is too much. */
    at(map) {
      const numbers = this._touching(map);
      const records = numbers.reduce((sum, number) => sum + this.whole.sheets[number][6], 0);
      const missing = numbers.filter((number) => !this.loaded.has(number));
      if (records > MOST_RECORDS) this.part = null;
      else if (!missing.length) this._compose(numbers);
      else missing.forEach((number) => this._fetch(number));
      this.state = records > MOST_RECORDS ? "much" : missing.length ? (missing.some((number) => this.failed.has(number)) ? "failed" : "loading") : "";
      return this.part;
    }

    _touching(map) {
      const { lat, lng } = map.getCenter();
      const bounds = map.getBounds().pad(MARGIN);
      const [down, across] = [(bounds.getNorth() - bounds.getSouth()) / 2, (bounds.getEast() - bounds.getWest()) / 2];
      const isNear = ([south, west, north, east]) => {
        const turn = 360 * Math.round((lng - (west + east) / 2) / 360);
        return south <= lat + down && north >= lat - down && west + turn <= lng + across && east + turn >= lng - across;
      };
      return [...this.whole.sheets.keys()].filter((number) => isNear(this.whole.sheets[number]));
    }

    _compose(numbers) {
      for (const number of numbers) {
        const sheet = this.loaded.get(number);
        this.loaded.delete(number);
        this.loaded.set(number, sheet);
      }
      for (const number of [...this.loaded.keys()].slice(0, Math.max(0, this.loaded.size - Math.max(KEPT_SHEETS, numbers.length)))) this.loaded.delete(number);
      const key = numbers.join();
      if (this._key !== key || !this.part) this.part = new dateline.Part(this.whole, numbers.map((number) => this.loaded.get(number)));
      this._key = key;
    }

    async _fetch(number) {
      if (this.asked.has(number) || this.failed.has(number)) return;
      this.asked.add(number);
      try {
        this.loaded.set(number, await this._read(number));
      } catch (error) {
        this.failed.add(number);
      }
      this.asked.delete(number);
      this.changed();
    }

    /** A server that gives no parts gives the whole, which the browser keeps. */
    async _read(number) {
      const [from, behind] = this.whole.sheets[number].slice(4, 6);
      const response = await fetch(this.url, { headers: { Range: `bytes=${from}-${behind - 1}` }, cache: this.again ? "reload" : "force-cache" });
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      const bytes = await response.arrayBuffer();
      return dateline.unpacked(response.status === 206 ? bytes : bytes.slice(from, behind));
    }
  };
})();
