// What pages need beyond HTML; each works without it.

document.addEventListener("submit", (event) => {
  const words = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (words && !window.confirm(words)) event.preventDefault();
});

// A form that says data-once cannot be sent twice by a double click.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !("once" in event.target.dataset)) return;
  setTimeout(() => event.target.querySelectorAll("button").forEach((button) => (button.disabled = true)), 0);
});

// What takes longer than a moment says that it is being done.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !("once" in event.target.dataset) || event.target.closest("[hx-post]")) return;
  setTimeout(() => {
    const note = document.createElement("p");
    note.className = "note";
    note.role = "status";
    note.append(document.body.dataset.busy, document.createElement("br"), document.createElement("progress"));
    note.querySelector("progress").setAttribute("aria-label", document.body.dataset.busy);
    event.target.after(note);
    window.addEventListener("pagehide", () => note.remove());
  }, 700);
});

// What is wrong with a form that htmx sent is shown in its place, and what was chosen in it stays.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// After a part of the page was replaced, put the keyboard where the new part asks for it.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector("[data-focus]")?.focus();
});

// On a phone the tabs are wider than the screen: show the one we are on.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// A long law is read in parts: what the address names may stand on another one.
function turnToPart() {
  const law = document.querySelector("[data-parts]");
  const eid = decodeURIComponent(location.hash.slice(1));
  if (!law || !eid || document.getElementById(eid) || new URLSearchParams(location.search).get("at") === eid) return;
  location.replace(`?${law.dataset.parts}at=${encodeURIComponent(eid)}#${encodeURIComponent(eid)}`);
}
turnToPart();
window.addEventListener("hashchange", turnToPart);

// A problem in a text names its line: go there and mark it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  const box = link && document.querySelector(link.getAttribute("href"));
  if (!box) return;
  event.preventDefault();
  const lines = box.value.split("\n");
  const at = Number(link.dataset.line) - 1;
  const start = lines.slice(0, at).join("\n").length + (at ? 1 : 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[at] ?? "").length);
  box.scrollTop = (box.scrollHeight / lines.length) * Math.max(at - 3, 0);
  box.scrollIntoView({ block: "center" });
});

// ---- what this browser keeps of its reader -------------------------------------------------------------------------
// Unsent words lie in its store as huiyin:<mark of the reader>:<address> until the desk has them. They are shown to that
// reader alone, and go when the reader goes.

const reader = document.body.dataset.reader ?? "";
const store = (() => {
  try {
    return window.localStorage;
  } catch {
    return null; // a browser that stores nothing has nothing to forget
  }
})();
// A page has one shelf, in whatever language it is read.
const place = location.pathname.replace(/^\/(zh-hans|en)(?=\/)/, "");
const shelves = () => Object.keys(store ?? {}).filter((name) => name.startsWith("huiyin:"));

const forget = () => {
  store?.clear();
  try { sessionStorage.clear(); } catch { /* as above */ }
};

if ("left" in document.body.dataset) forget();
// Whose session ran out was not there to sign out: what they wrote is not left for whoever comes to the machine next.
else if (!reader) for (const name of shelves()) store.removeItem(name);
if (reader) {
  // Before shelves had marks nobody could tell whose they were: only where the desk holds a draft of this reader's with
  // the same key are they this reader's.
  const form = document.getElementById("comment");
  const unmarked = `huiyin:${place}`;
  const kept = store?.getItem(unmarked);
  if (kept && form && Number(form.elements.version.value)) {
    try {
      if (JSON.parse(kept).key === form.elements.key.value) store.setItem(`huiyin:${reader}:${place}`, kept);
    } catch { /* not ours */ }
  }
  for (const name of shelves()) if (!name.startsWith(`huiyin:${reader}:`)) store.removeItem(name);
  // What was typed into a page is not typed again, by the browser's own memory, into the page of who comes after.
  const typed = () => { for (const one of document.forms) one.autocomplete = "off"; };
  typed();
  document.addEventListener("htmx:afterSwap", typed);
}

// Other windows of this browser: what they show goes, too, when their reader has signed out or another has signed in.
const windows = "BroadcastChannel" in window ? new BroadcastChannel("huiyin") : null;
if (reader) windows?.postMessage({ reader });
windows?.addEventListener("message", ({ data }) => {
  if (reader && data.reader !== reader) location.reload();
});
// Nor does the Back key bring a page as it stood.
window.addEventListener("pagehide", () => { document.documentElement.hidden = Boolean(reader); });
window.addEventListener("pageshow", (event) => {
  if (event.persisted && reader) location.reload();
  else document.documentElement.hidden = false;
});

// Milliseconds that one who leaves waits for an answer.
const PATIENCE = 10_000;

// Send what lies on the shelves of other pages; whether all of it has arrived.
const deliver = async () => {
  let isAll = true;
  for (const name of shelves()) {
    try { // a shelf that cannot be read is one that was not sent: nobody is kept signed in by it
      const { saved, sending, ...words } = JSON.parse(store.getItem(name));
      if (saved || !(words.text?.trim() || words.wording?.trim())) continue;
      const body = new FormData();
      for (const [field, value] of Object.entries(words)) body.set(field, value);
      const headers = JSON.parse(document.body.getAttribute("hx-headers"));
      const to = `${name.slice(`huiyin:${reader}:`.length)}draft/`;
      const signal = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(to, { method: "POST", body, headers, signal, redirect: "error" });
      const told = answer.ok ? await answer.json() : {};
      if (told.kept) store.setItem(name, JSON.stringify({ ...words, version: told.version, saved: true }));
      isAll &&= Boolean(told.kept || (told.sent && sending));
    } catch {
      isAll = false;
    }
  }
  return isAll;
};

// Sign out: what is not saved yet is saved first, or one is told that it is not.
const leave = async (form) => {
  const saving = [];
  document.dispatchEvent(new CustomEvent("desk:leave", { detail: saving }));
  await Promise.race([Promise.allSettled(saving), new Promise((done) => setTimeout(done, PATIENCE))]);
  if (!(await deliver()) && !window.confirm(form.dataset.unsent)) return;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), signal, redirect: "manual" });
    // Whatever else the desk says, it says on a page of its own.
    if (answer.type !== "opaqueredirect" && !answer.ok) return HTMLFormElement.prototype.submit.call(form);
  } catch {
    const note = document.createElement("p");
    note.className = "note bad";
    note.append(form.dataset.unreached);
    document.querySelector("#main [role=status]").replaceChildren(note);
    scrollTo(0, 0);
    return;
  }
  forget();
  windows?.postMessage({ reader: "" });
  location.replace(form.dataset.leave);
};
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!("leave" in form.dataset) || event.defaultPrevented) return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    await leave(form);
  } finally {
    if (button) button.disabled = false;
  }
});

// An address to hand on is copied by a button, where the browser can.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.textContent = button.dataset.copied;
  });
}
