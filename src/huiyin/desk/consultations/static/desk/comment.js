// The comment form: drafts save themselves, survive a lost connection, and words marked in the law are quoted.

const form = document.getElementById("comment");
if (form) {
  const state = form.querySelector("[data-state]");
  const shelf = `huiyin:${document.body.dataset.reader}:${location.pathname.replace(/^\/(zh-hans|en)(?=\/)/, "")}`; // each reader's own; desk.js clears it
  const wording = form.elements.wording;
  let timer = 0;
  let isSending = false;

  // The draft's own words of the part that is commented on; the server gives them with each part.
  const own = () => {
    const part = form.elements.eid;
    return (part?.selectedOptions?.[0] ?? part)?.dataset.own ?? "";
  };
  const fill = () => {
    if (wording && !wording.value.trim()) wording.value = own();
  };
  wording?.closest("details").addEventListener("toggle", (event) => event.target.open && fill());
  form.elements.eid?.addEventListener("change", () => {
    if (!wording) return;
    wording.value = "";
    if (wording.closest("details").open) fill();
  });

  const fields = () => {
    const data = new FormData(form);
    if (data.get("wording") === own()) data.set("wording", "");
    return data;
  };
  const isEmpty = (data) => !data.get("text").trim() && !(data.get("wording") ?? "").trim();

  // What is being written also lies on the shelf, this browser's own store, until the page shows it as sent.
  // `version` is that of the draft which these words go on from; `saved`: they are the draft's own;
  // `sending`: they were on their way when the page was left.
  const put = (data, more = {}) => {
    try {
      const { csrfmiddlewaretoken, ...words } = Object.fromEntries(data);
      localStorage.setItem(shelf, JSON.stringify({ ...words, ...more }));
    } catch { /* a browser that stores nothing still has the page */ }
  };
  const clear = () => {
    try { localStorage.removeItem(shelf); } catch { /* as above */ }
  };
  // A key of its own, for what goes on as another comment (crypto.randomUUID is not there without https).
  const newKey = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
    (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
  const beginAnew = (why) => {
    form.elements.key.value = newKey();
    form.elements.version.value = 0;
    put(fields());
    state.textContent = why;
  };

  // The draft was changed in another window: both are shown, and nothing is saved until one was chosen.
  const there = form.querySelector("[data-there]");
  const showOther = (told) => {
    there.querySelector("blockquote").textContent = [told.there.text, told.there.wording].filter(Boolean).join("\n\n");
    there.hidden = false;
    state.textContent = "";
    const choose = (isTaken) => {
      form.elements.version.value = told.version;
      if (isTaken) {
        for (const name of ["text", "wording", "quote"]) {
          if (form.elements[name]) form.elements[name].value = told.there[name];
        }
      }
      there.hidden = true;
      save();
    };
    there.querySelector("[data-take]").onclick = () => choose(true);
    there.querySelector("[data-stay]").onclick = () => choose(false);
  };

  let isSent = false; // by this page, or before it was left
  const keep = async () => {
    const data = fields();
    put(data);
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: data, redirect: "error" });
      if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
      const told = await answer.json();
      if (told.kept) {
        form.elements.version.value = told.version;
        const now = fields(); // may have gone on meanwhile
        put(now, { saved: ["text", "wording", "quote"].every((name) => now.get(name) === data.get(name)) });
        state.textContent = form.dataset.saved;
      } else if (told.sent && isSent) { // it had arrived after all
        clear();
        location.reload();
      } else if (told.sent) {
        beginAnew(form.dataset.sent);
      } else if (told.gone) {
        beginAnew(form.dataset.gone);
      } else if (told.there) {
        showOther(told);
      }
    } catch {
      state.textContent = form.dataset.offline;
    }
  };
  // One at a time, so that an older one does not arrive after a newer one.
  let saving = null;
  const save = async () => {
    while (saving) await saving;
    if (isSending || !there.hidden || isEmpty(fields())) return;
    saving = keep();
    await saving;
    saving = null;
  };
  form.addEventListener("input", () => {
    isSent = false; // these are other words than those that were on their way
    put(fields());
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  window.addEventListener("online", save);
  document.addEventListener("desk:leave", (event) => { // who signs out waits until this is saved
    clearTimeout(timer);
    event.detail.push(save());
  });

  // What was written when the connection was lost comes back with the page.
  try {
    const kept = JSON.parse(localStorage.getItem(shelf));
    const version = Number(form.elements.version.value);
    const shown = kept && document.getElementById(`c-${kept.key}`);
    const bare = (text) => (text ?? "").replace(/\s/g, "");
    if (shown && (kept.sending || kept.saved || bare(shown.textContent).includes(bare(kept.text)))) {
      clear();
    } else if (kept && (!kept.saved || Number(kept.version) > version)) {
      isSent = Boolean(kept.sending);
      for (const name of ["text", "wording", "quote"]) {
        if (kept[name] && form.elements[name]) form.elements[name].value = kept[name];
      }
      // Other words than those that were sent under this key go on as a comment of their own.
      form.elements.key.value = shown ? newKey() : kept.key;
      form.elements.version.value = shown ? 0 : kept.version || 0;
      if (kept.quote) document.getElementById("quoted").hidden = false;
      if (kept.wording) wording.closest("details").open = true;
      save();
    }
  } catch { /* nothing on the shelf */ }

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    if (!navigator.onLine) {
      event.preventDefault();
      put(fields(), { sending: true });
      state.textContent = form.dataset.offline;
      return;
    }
    if (saving) { // what is sent goes on from the draft that is being saved
      event.preventDefault();
      event.stopImmediatePropagation();
      await saving;
      if (there.hidden) form.requestSubmit();
      return;
    }
    if (wording && wording.value === own()) wording.value = "";
    isSending = true;
    put(fields(), { sending: true }); // until the page shows it as sent
  });

  // Mark words in the law, and comment on them.
  const pick = document.querySelector("[data-pick]");
  const unit = document.getElementById("unit");
  const marked = () => {
    const selection = document.getSelection();
    const words = selection?.toString().trim();
    if (!words || !unit.contains(selection.anchorNode) || !unit.contains(selection.focusNode)) return null;
    const part = selection.anchorNode.parentElement.closest("[data-eid]");
    return { words, eid: part?.dataset.eid, box: selection.getRangeAt(0).getBoundingClientRect() };
  };
  document.addEventListener("selectionchange", () => {
    const found = marked();
    pick.hidden = !found;
    if (!found) return;
    pick.style.setProperty("left", `${Math.max(8, Math.min(found.box.left, innerWidth - pick.offsetWidth - 8))}px`);
    pick.style.setProperty("top", `${Math.min(found.box.bottom + 8, innerHeight - 56)}px`);
  });
  pick.addEventListener("pointerdown", (event) => event.preventDefault());
  pick.addEventListener("click", () => {
    const found = marked();
    if (!found) return;
    form.elements.quote.value = found.words;
    document.getElementById("quoted").hidden = false;
    if (found.eid && form.elements.eid?.tagName === "SELECT") form.elements.eid.value = found.eid;
    document.getSelection().removeAllRanges();
    form.elements.text.focus();
    form.dispatchEvent(new Event("input"));
  });
}
