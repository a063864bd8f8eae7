/* The counts over the days, behind the handles of the time control. Heights grow with the root, so that quiet days are seen too. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  const [BAR_PX, AXIS_PX, TOP_PX, LEAST_PX] = [4, 15, 6, 1.5];
  const TICK_PX = 90;

  /** Into how many parts at most the days of a control are cut, each of as many whole days. */
  dateline.binsOf = (bar) => Math.max(10, Math.floor((bar.size.width || 300) / BAR_PX));

  dateline.paintDays = function (bar, from, to) {
    const { width, height } = bar.size;
    if (!width) return;
    const context = sized(bar.chart, width, height);
    context.clearRect(0, 0, width, height);
    const wide = (width * bar.binDays) / ((bar.last - bar.first) / dateline.calendar.DAY_MS + 1);
    const pen = { context, wide, width, height, colours: dateline.colours(bar.map) };
    paintBars(pen, bar.heights, [bar.share(from) * width, bar.share(to) * width]);
    paintAxis(pen, bar);
  };

  /** The pen of a canvas of that size, which is made anew only where it has another: that costs more than all of the bars. */
  function sized(chart, width, height) {
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (chart.width !== wide || chart.height !== high) Object.assign(chart, { width: wide, height: high });
    const context = chart.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  function paintBars({ context, wide, height, colours }, heights, [left, right]) {
    const highest = heights.reduce((one, other) => Math.max(one, other), 1);
    heights.forEach((count, bin) => {
      if (!count) return;
      const tall = Math.max(LEAST_PX, Math.sqrt(count / highest) * (height - AXIS_PX - TOP_PX));
      const middle = (bin + 0.5) * wide;
      context.fillStyle = middle >= left - wide && middle <= right + wide ? colours.bar : colours.barOff;
      context.fillRect(bin * wide, height - AXIS_PX - tall, Math.max(1, wide - 1), tall);
    });
  }

  function paintAxis({ context, width, height, colours }, bar) {
    context.fillStyle = colours.label;
    context.font = `11px ${dateline.FONT}`;
    context.textBaseline = "bottom";
    for (const [ms, words] of dateline.calendar.ticks(bar.first, bar.last, Math.floor(width / TICK_PX))) {
      const [x, half] = [bar.share(ms) * width, context.measureText(words).width / 2];
      context.fillRect(x, height - AXIS_PX, 1, 4);
      context.textAlign = x < half ? "left" : x > width - half ? "right" : "center";
      context.fillText(words, x, height);
    }
  }
})();
