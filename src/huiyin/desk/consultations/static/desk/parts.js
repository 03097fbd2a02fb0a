// Files larger than a part are sent part by part: what a lost line costs is one part, and choosing the file again goes on
// where it stopped. A browser that makes no digests (without HTTPS) sends the form as it is.
const form = document.querySelector("[data-arrive]");
const words = form.dataset;
const part = Number(words.part);
const headers = JSON.parse(document.body.getAttribute("hx-headers"));
const digests = crypto.subtle;
// Milliseconds: for an answer to one part, and between two tries at most.
const PATIENCE = 300_000, LONGEST = 30_000;

class Refused extends Error {}

const read = (file, number) => file.slice(number * part, (number + 1) * part).arrayBuffer();
const hex = (bytes) => Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");

// Until time is over, the line is back, or somebody stops it.
const pause = (time, signal) => new Promise((done) => {
  setTimeout(done, time);
  signal.addEventListener("abort", done, { once: true });
  window.addEventListener("online", done, { once: true });
});

const ask = async (to, body, view) => {
  for (let wait = 1000; ; wait = Math.min(wait * 2, LONGEST)) {
    view.stop.signal.throwIfAborted();
    let answer = null;
    try {
      const signal = AbortSignal.any([view.stop.signal, AbortSignal.timeout(PATIENCE)]);
      answer = await fetch(to, { method: "POST", body, headers, redirect: "manual", signal });
      if (answer.ok) return await answer.json();
    } catch { /* the line is lost, or somebody pressed the button */ }
    view.stop.signal.throwIfAborted();
    if (answer?.type === "opaqueredirect") throw new Refused(words.signedOut);
    if (answer && answer.status < 500 && ![408, 429].includes(answer.status)) {
      throw new Refused((await answer.json().catch(() => ({}))).told ?? words.failed);
    }
    view.say(answer?.status === 507 ? ((await answer.json().catch(() => ({}))).told ?? words.waiting) : words.waiting);
    await pause(Math.max(wait, Number(answer?.headers.get("Retry-After")) * 1000 || 0), view.stop.signal);
  }
};

const show = () => {
  const note = document.createElement("div");
  note.className = "note";
  const line = document.createElement("p");
  line.role = "status";
  const bar = document.createElement("progress");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.cancel;
  note.append(line, bar, button);
  form.after(note);
  form.inert = true;
  button.focus();
  const view = {
    stop: new AbortController(),
    // Who listens to the page is told each tenth, not each part.
    say(sentence) { if (line.textContent !== sentence) line.textContent = sentence; },
    tell(sentence, done, all) {
      bar.max = all;
      bar.value = done;
      bar.setAttribute("aria-label", sentence.replace("#", Math.floor((done * 100) / all)));
      view.say(sentence.replace("#", Math.floor((done * 10) / all) * 10));
    },
    end(sentence) {
      bar.remove();
      button.remove();
      note.classList.add("bad");
      line.role = "alert";
      line.textContent = sentence;
      form.inert = false;
      form.addEventListener("submit", () => note.remove(), { once: true });
    },
  };
  button.addEventListener("click", () => view.stop.abort());
  return view;
};

const send = async (file, view) => {
  const count = Math.ceil(file.size / part);
  const made = [];
  for (let number = 0; number < count; number++) {
    view.stop.signal.throwIfAborted();
    view.tell(words.looking.replace("@", file.name), number, count);
    made.push(hex(await digests.digest("SHA-256", await read(file, number))));
  }
  const body = new FormData();
  body.set("name", file.name);
  body.set("size", file.size);
  body.set("digests", made.join(" "));
  body.set("organisation", form.elements.organisation.value);
  const { to, missing } = await ask(words.arrive, body, view);
  view.to = to;
  const sentence = words.sending.replace("@", file.name);
  let there = count - missing.length;
  for (const number of missing) {
    view.tell(sentence, there++, count);
    await ask(`${to}${number}/`, await read(file, number), view);
  }
  view.tell(sentence, count, count);
  view.to = "";
};

if (digests) {
  document.querySelector("[data-arrive-hint]").hidden = false;
  form.addEventListener("submit", async (event) => {
    const files = [...form.elements.files.files].filter((file) => file.size);
    if (!files.some((file) => file.size > part)) return;
    event.preventDefault();
    const view = show();
    try {
      for (const file of files) await send(file, view);
      location.reload();
    } catch (error) {
      if (!view.stop.signal.aborted) return view.end(error instanceof Refused ? error.message : words.failed);
      if (view.to) await fetch(view.to, { method: "POST", headers, redirect: "manual" }).catch(() => {});
      view.end(words.cancelled);
    }
  });
}
