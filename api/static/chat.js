// The chat without loading pages. It sends the same form as the page does, and inserts the HTML that the server renders.
"use strict";

(() => {
  const form = document.getElementById("pesan");
  const thread = document.getElementById("utas");
  const box = document.getElementById("tulis");
  const files = document.getElementById("berkas");
  const picked = document.querySelector("[data-picked]");
  const dots = document.querySelector("[data-dots]");
  const state = document.querySelector("[data-state]");
  const trouble = document.querySelector("[data-trouble]");
  const placeButton = document.querySelector("[data-place]");
  const MOST = { files: 10, bytes: 20000000, together: 60000000 };

  document.documentElement.classList.add("scripted");
  document.querySelector("[data-reload]").hidden = true;

  // On a bad line some answers never come, so there is a time limit. After [Keluar cepat] nothing is asked any more.
  async function ask(where, more = {}) {
    if (document.documentElement.hidden) throw new Error("left");
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), more.body?.has("files") ? 200000 : 30000);
    try {
      const answer = await fetch(where, { headers: { Accept: "application/json" }, signal: stop.signal, ...more });
      return [answer, await answer.text()];
    } finally {
      clearTimeout(timer);
    }
  }

  // The thread

  const messages = () => [...thread.querySelectorAll("[data-id]")];

  // The last of the messages that will not change any more: what comes after it is fetched again.
  function settled() {
    let last = "";
    for (const item of messages()) {
      if ("unsettled" in item.dataset) break;
      last = item.dataset.id;
    }
    return /^[0-9a-f]{32}$/.test(last) ? last : "";
  }

  const isAtEnd = () => document.scrollingElement.scrollHeight - window.scrollY - window.innerHeight < 160;
  const toEnd = () => window.scrollTo({ top: document.scrollingElement.scrollHeight });

  const greetings = messages().filter((item) => item.dataset.id.startsWith("greeting"));

  // Inserts messages; those that are there already are skipped. Returns whether the bot or an officer said something.
  function put(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const wasAtEnd = isAtEnd();
    const days = new Set([...thread.querySelectorAll("[data-day]")].map((day) => day.textContent.trim()));
    let answered = false;
    for (const item of [...parsed.body.querySelectorAll("li")]) {
      if ("day" in item.dataset) {
        if (!days.has(item.textContent.trim())) thread.append(item);
        continue;
      }
      if (item.dataset.author !== "citizen") answered = true;
      const old = document.getElementById(item.id);
      if (old) {
        if (old.outerHTML !== item.outerHTML && "unsettled" in old.dataset) old.replaceWith(item);
        continue;
      }
      greetings.forEach((greeting) => greeting.remove()); // said for this page only
      if (item.dataset.author === "bot" || item.querySelector("[data-choices]")) closeChoices(thread);
      thread.append(item);
    }
    if (wasAtEnd) toEnd();
    return answered;
  }

  // Only the newest message of the bot can be answered by a button.
  function closeChoices(within) {
    for (const open of within.querySelectorAll("[data-choices], .row-change")) {
      if (open.contains(document.activeElement)) stayAt(open.closest("[data-id]"));
      open.remove();
    }
  }

  // From there the next key leads to the next answer. A greeting goes away.
  function stayAt(message) {
    message.tabIndex = -1;
    (greetings.includes(message) ? document.getElementById("log") : message).focus({ preventScroll: true });
  }

  async function fetchNew() {
    const [answer, html] = await ask(`/lapor/pesan?sesudah=${settled()}`);
    if (!answer.ok) return;
    if (put(html)) hush();
    for (const way of [words, photos]) if (way.lost && arrived(way.lost)) done(way, way.lost);
    follow(answer);
  }

  // Loads the page again when the language of the chat has changed, if nothing typed would be lost.
  function follow(answer) {
    const other = answer.headers.get("Content-Language") !== document.documentElement.lang;
    if (other && !unsent && !box.value && !chosen.length) location.reload();
  }

  // An officer's messages count as read when a visible page shows them; the server is told once for all of them.
  async function tellSeen() {
    const shown = [...thread.querySelectorAll("[data-unseen]")];
    if (document.hidden || !shown.length) return;
    const [answer] = await ask(`/lapor/dilihat/${shown.at(-1).dataset.id}`, { method: "POST" });
    if (answer.ok) for (const item of shown) delete item.dataset.unseen;
  }

  // One fetch after the other. A failed one is tried again, as perhaps no other hint comes.
  let queue = Promise.resolve();
  let again = 0;
  function inTurn(work) {
    queue = queue.then(work).catch(() => {
      clearTimeout(again);
      again = setTimeout(refresh, 5000);
    });
    return queue;
  }
  function refresh() {
    inTurn(fetchNew);
    return inTurn(tellSeen);
  }

  // Dots while the bot waits for the end of a burst

  let dotsTimer = 0;
  function write(who = "bot", milliseconds = 12000) {
    const words = dots.querySelector("[data-writes]");
    words.textContent = words.dataset[who];
    dots.hidden = false;
    clearTimeout(dotsTimer);
    dotsTimer = setTimeout(hush, milliseconds);
    if (isAtEnd()) toEnd();
  }
  const hush = () => (dots.hidden = true);

  // Live: hints by a stream, else by asking again and again

  let stream = null;
  let pollTimer = 0;
  function poll() {
    clearTimeout(pollTimer);
    if (stream && stream.readyState === EventSource.OPEN) return;
    const full = stream && stream.readyState === EventSource.CLOSED; // the server has no room for a stream: poll rarely, and try a stream again
    pollTimer = setTimeout(async () => {
      await refresh();
      if (full && !document.hidden) listen();
      else poll();
    }, full || document.hidden ? 15000 : 3000);
  }
  function listen() {
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    if (!("EventSource" in window)) return poll();
    stream = new EventSource("/lapor/langsung");
    stream.addEventListener("hello", () => {
      clearTimeout(pollTimer);
      refresh();
    });
    stream.addEventListener("message", refresh);
    stream.addEventListener("writing", () => write("officer", 7000)); // said again every few seconds
    stream.addEventListener("error", poll);
    stream.addEventListener("enough", (event) => {
      event.target.close(); // a newer page of this visitor took its place
      poll();
    });
  }
  window.addEventListener("online", refresh);
  setInterval(() => stream && !document.hidden && refresh(), 60000); // a stream may be dead without an error
  document.addEventListener("visibilitychange", () => document.hidden || (stream ? refresh() : inTurn(tellSeen)));

  // Sending

  // crypto.randomUUID does not exist on pages that came by plain http.
  const newEvent = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // Words and files are sent in two separate queues, so that no word waits for a photo.
  const words = { last: null, event: form.elements.event.value, lost: null };
  const photos = { last: null, event: newEvent(), lost: null };
  let unsent = 0;
  let chosen = []; // files
  function say(name) {
    const wasAtEnd = isAtEnd();
    state.textContent = state.dataset[name] ?? "";
    state.classList.toggle("amiss", !["", "sending", "locating"].includes(name));
    if (wasAtEnd) toEnd();
  }

  // Sent one after the other. `read` gives what to send when its turn has come: so nothing is lost, and nothing is sent again
  // that the one before has sent.
  function send(read, way = words) {
    unsent += 1;
    form.setAttribute("aria-busy", "true");
    return (way.last = inLine(way, way.last, read));
  }

  async function inLine(way, before, read) {
    await before;
    if (way.lost) await inTurn(fetchNew);
    const data = read();
    const isSent = data && (await post(way, data));
    unsent -= 1;
    if (!unsent) form.removeAttribute("aria-busy");
    return isSent;
  }

  async function post(way, data) {
    const one = { data, typed: box.value, taken: chosen, after: messages().at(-1)?.dataset.id };
    say("sending");
    data.set("event", way.event);
    data.set("sesudah", settled());
    try {
      const [answer, html] = await ask("/lapor", { method: "POST", body: data });
      if (!answer.ok) return refuse(way, html, answer.status);
      trouble.replaceChildren();
      done(way, one);
      const tapped = buttonOf(data);
      if (tapped) closeChoices(tapped.closest("[data-id]")); // now, as the stream may have brought the next question already
      if (put(html)) hush();
      else write();
      inTurn(tellSeen);
      toEnd();
      listen();
      return true;
    } catch {
      way.lost = one; // the event keeps its id, so that sending again does not count twice
      say("offline");
      inTurn(fetchNew);
    }
  }

  // For a message whose answer never came: whether it arrived. Then it is in the thread, or its button is gone.
  function arrived({ data, after }) {
    if (data.has("choice")) return !buttonOf(data);
    const is = (item) => {
      if (data.has("files")) return item.querySelectorAll(".file, .photo").length === data.getAll("files").length;
      if (data.has("lat")) return item.querySelector(".spot");
      return item.querySelector(".text")?.textContent === data.get("text").trim();
    };
    const next = messages().slice(messages().findIndex((item) => item.dataset.id === after) + 1);
    return next.some((item) => item.dataset.author === "citizen" && is(item));
  }

  // It was sent. What was written or chosen in the meantime stays in the form.
  function done(way, { data, typed, taken }) {
    if (data.has("text") || !way.lost?.data.has("text")) way.lost = null;
    way.event = newEvent();
    if (data.has("text") && box.value.startsWith(typed)) box.value = box.value.slice(typed.length).trimStart();
    if (data.has("files")) choose(chosen.filter((file) => !taken.includes(file)));
    say(words.lost || photos.lost ? "offline" : unsent > 1 ? "sending" : "");
    grow();
  }

  const buttonOf = (data) => [...thread.querySelectorAll("[data-choice]")].find((one) => one.value === data.get("choice"));

  function refuse(way, html, status) {
    say("");
    if (status === 413 || (status === 408 && way === photos)) return say(status === 413 ? "many" : "slow");
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const said = parsed.querySelector(".trouble");
    if (!said) return say("offline");
    trouble.replaceChildren(said);
    toEnd();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    if (button && "on" in button.dataset) return goOn(button.closest("[data-choices]"));
    if (button && "choice" in button.dataset) return tap(button);
    if (box.value.trim()) send(() => (box.value.trim() ? only({ text: box.value }) : null));
    if (chosen.length) send(() => (chosen.length ? only({}, chosen) : null), photos);
    box.focus({ preventScroll: true });
  });

  // A button sends only itself; the text in the form stays. If it is pressed twice, it is gone when its second turn comes.
  function tap(button) {
    if (button.dataset.wants === "location" && navigator.geolocation) return locate(() => press(button));
    press(button);
  }
  function goOn(list) {
    const picked = list.querySelector("input:checked");
    if (picked) return tap(picked);
    say("noPick");
    list.querySelector("input").focus();
  }
  thread.addEventListener("change", () => say(""));
  const press = (button) => send(() => (button.isConnected ? only({ choice: button.value }) : null));
  function only(values, attached = []) {
    const data = new FormData();
    if (form.elements.kunci) data.set("kunci", form.elements.kunci.value);
    for (const [name, value] of Object.entries(values)) data.set(name, value);
    for (const file of attached) data.append("files", file);
    return data;
  }

  // Place

  const sendPoint = (lat, lon) => send(() => only({ lat: lat.toFixed(6), lon: lon.toFixed(6) }));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-mark]")) return;
    import("./place.js").then((place) => place.mark(sendPoint)).catch(() => say("noMap"));
  });
  const PATIENCE = { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 };
  const position = () => new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, PATIENCE));
  // Ignored when pressed again while the place is being looked for or sent.
  let placing = false;
  async function locate(otherwise) {
    if (placing) return;
    placing = true;
    say("locating");
    try {
      const { coords } = await position();
      await sendPoint(coords.latitude, coords.longitude);
    } catch {
      if (otherwise) await otherwise();
      else say("noPlace");
    }
    placing = false;
  }
  placeButton.hidden = !navigator.geolocation;
  placeButton.addEventListener("click", () => locate(null));

  // Files

  // Files that are too large or too many are left out at once, with a message.
  function choose(found) {
    const kept = new DataTransfer();
    let bytes = 0;
    say("");
    for (const file of found) {
      if (file.size > MOST.bytes) say("large");
      else if (bytes + file.size > MOST.together || kept.files.length === MOST.files) say("many");
      else if (kept.items.add(file)) bytes += file.size;
    }
    files.files = kept.files;
    chosen = [...kept.files];
    picked.replaceChildren(...chosen.map(listed));
    picked.hidden = !chosen.length;
  }
  function listed(file) {
    const item = document.createElement("button");
    item.type = "button";
    item.textContent = `${file.name} \u00d7`;
    item.setAttribute("aria-label", `${picked.dataset.drop} ${file.name}`);
    item.addEventListener("click", () => {
      choose(chosen.filter((other) => other !== file));
      box.focus({ preventScroll: true });
    });
    return item;
  }
  // Files that are chosen later are added to the earlier ones.
  files.addEventListener("change", () => {
    choose([...chosen, ...files.files]);
    box.focus({ preventScroll: true });
  });

  // Changing the language loads another page, so what is not sent yet must be sent first.
  document.addEventListener("submit", (event) => {
    if (!("language" in event.target.dataset) || !(unsent || box.value.trim() || chosen.length)) return;
    event.preventDefault();
    say("first");
    toEnd();
  });

  // Writing

  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    const lines = box.value.split("\n").length + Math.floor(box.value.length / 38);
    box.rows = Math.min(Math.max(lines, 1), 5);
  }
  box.addEventListener("input", () => {
    grow();
    if (isAtEnd()) toEnd();
  });
  box.addEventListener("keydown", (event) => {
    const typesOnGlass = window.matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || typesOnGlass) return;
    event.preventDefault();
    form.requestSubmit();
  });

  grow();
  if (!greetings.length) toEnd();
  inTurn(tellSeen);
  if ("live" in thread.dataset) listen();
})();
