/* Days of UTC as milliseconds: in words, and in steps of a day, a week that begins on Monday, a month or a year. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const DAY_MS = 86400000;
  const FORM = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  const SHORT = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
  const MONTH = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "short", year: "numeric" });

  const parts = (ms) => [new Date(ms).getUTCFullYear(), new Date(ms).getUTCMonth(), new Date(ms).getUTCDate()];

  /** Date.UTC takes years under 100 for those of the last century. */
  function utc(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month, day);
    return date.getTime();
  }

  const STARTS = {
    day: (ms) => ms,
    week: (ms) => ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS,
    month: (ms) => utc(parts(ms)[0], parts(ms)[1], 1),
    year: (ms) => utc(parts(ms)[0], 0, 1),
  };
  const NEXT = {
    day: (ms) => ms + DAY_MS,
    week: (ms) => ms + 7 * DAY_MS,
    month: (ms) => utc(parts(ms)[0], parts(ms)[1] + 1, 1),
    year: (ms) => utc(parts(ms)[0] + 1, 0, 1),
  };

  /** Days in a unit, on the average. */
  const DAYS = { day: 1, week: 7, month: 30.4, year: 365.25 };

  dateline.calendar = {
    DAY_MS,
    DAYS,
    units: Object.keys(STARTS),
    /** The first day of the unit in which a day lies, and of the one after. */
    start: (unit, ms) => STARTS[unit](ms),
    next: (unit, ms) => NEXT[unit](STARTS[unit](ms)),
    inWords: (ms) => FORM.format(ms),
    short: (ms) => SHORT.format(ms),
    iso: (ms) => new Date(ms).toISOString().slice(0, 10),
    /** Milliseconds of YYYY-MM-DD; null for nothing. */
    ms: (iso) => (iso ? Date.parse(`${iso}T00:00:00Z`) : null),
    /** Of a window whose ends may be null: "until 28 Feb 2022", "1 Jun 2022 – 30 Jun 2022"; null where nothing bounds it. */
    span: function (from, to) {
      if (from === null) return to === null ? null : `until ${SHORT.format(to)}`;
      if (to === null) return `from ${SHORT.format(from)}`;
      return from === to ? SHORT.format(from) : `${SHORT.format(from)} – ${SHORT.format(to)}`;
    },

    /** Where to write a day under an axis, at most `most` of them: [ms, words]. */
    ticks: function (from, to, most) {
      const days = (to - from) / DAY_MS + 1;
      const [unit, every] = [["day", 1], ["week", 1], ["month", 1], ["month", 3], ["year", 1], ["year", 5], ["year", 20]].find(
        ([name, times]) => days / (DAYS[name] * times) <= most) || ["year", 100];
      const found = [];
      for (let at = STARTS[unit](from), number = 0; at <= to && number < 4000; at = NEXT[unit](at), number++) {
        const [year, month] = parts(at);
        const isOne = unit === "year" ? year % every === 0 : unit !== "month" || month % every === 0;
        if (at >= from && isOne) found.push([at, unit === "year" ? String(year) : unit === "month" ? MONTH.format(at) : SHORT.format(at)]);
      }
      return found;
    },
  };
})();
