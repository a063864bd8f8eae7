// Streamlit's page says whether its script runs, and nothing between asking for a run and its begin. Here
// `window.isRunDue` is true from the asking until what the run made is drawn. Messages are protobuf: of those
// that are sent, field 11 asks for a run; of those that come, 4 says that one begins and 6 that one ends.
{
  const send = WebSocket.prototype.send, heard = new WeakSet(), CUT_SHORT = 2;
  let state = "asked";
  window.isRunDue = true;
  const reader = (bytes, at = 0) => {
    const number = () => {
      let sum = 0, factor = 1;
      for (; bytes[at] & 128; factor *= 128) sum += (bytes[at++] & 127) * factor;
      return sum + bytes[at++] * factor;
    };
    return {number, skip: () => { const length = number(); at += length; }};
  };
  const hear = ({data}) => {
    const {number, skip} = reader(new Uint8Array(data));
    let field = number() >> 3;
    for (; field === 1 || field === 2; field = number() >> 3) skip(); // its hash and where it belongs
    if (field === 4) state = "begun";
    if (field !== 6 || state !== "begun" || number() === CUT_SHORT) return;
    const ended = state = Symbol();
    requestAnimationFrame(() => requestAnimationFrame(() => { if (state === ended) window.isRunDue = false; }));
  };
  WebSocket.prototype.send = function (data) {
    if (!heard.has(this)) this.addEventListener("message", hear);
    heard.add(this);
    const bytes = new Uint8Array(data);
    if (reader(bytes).number() >> 3 === 11) [state, window.isRunDue] = ["asked", true];
    return send.call(this, data);
  };
}
