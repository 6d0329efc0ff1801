// One stream of updates for all tabs: a shared worker; where there are none, a page imports it.

const AGAIN = 15000;

/** Calls tell({type: "state", up, since, data}), tell({type: "report", data}) and "present"; returns a function that ends it. */
export function stream(tell) {
  let source = null, timer = 0;
  const lost = () => {
    tell({ type: "state", up: false, since: Date.now() });
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN);
  };
  const open = () => {
    source = new EventSource("/masuk/langsung");
    source.addEventListener("hello", (event) => tell({ type: "state", up: true, since: Date.now(), data: JSON.parse(event.data) }));
    source.addEventListener("report", (event) => tell({ type: "report", data: JSON.parse(event.data) }));
    source.addEventListener("present", (event) => tell({ type: "present", data: JSON.parse(event.data) }));
    source.addEventListener("error", lost);
    source.addEventListener("enough", () => { source.close(); lost(); });  // a newer stream took this one's place
  };
  open();
  return () => { clearTimeout(timer); source.close(); };
}

if (typeof SharedWorkerGlobalScope !== "undefined") {
  const ports = new Set();
  let end = null, state = null;
  const tell = (message) => {
    if (message.type === "state") {
      if (state && !state.up && !message.up) return;  // the time of the first failure is the one to show
      state = message;
    } else if (state && message.type === "report") {
      state.data = message.data;  // for tabs that are opened later
    }
    for (const port of ports) port.postMessage(message);
  };
  self.onconnect = (event) => {
    const port = event.ports[0];
    ports.add(port);
    port.onmessage = () => {  // the page is being left
      ports.delete(port);
      if (!ports.size && end) { end(); end = state = null; }
    };
    if (state) port.postMessage(state);
    end ??= stream(tell);
  };
}
