// The comment form: drafts save themselves, survive a lost connection, and words marked in the law are quoted.

const form = document.getElementById("comment");
if (form) {
  const state = form.querySelector("[data-state]");
  const key = form.elements.key.value;
  const shelf = `huiyin:${location.pathname}`;
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
  // `version` is when the server last saved it (0: not yet), so that the newer of the two is shown.
  const put = (data, version = 0) => {
    try {
      localStorage.setItem(shelf, JSON.stringify({ ...Object.fromEntries(data), version }));
    } catch { /* a browser that stores nothing still has the page */ }
  };
  const clear = () => {
    try { localStorage.removeItem(shelf); } catch { /* as above */ }
  };
  const save = async () => {
    const data = fields();
    if (isSending || isEmpty(data)) return;
    put(data);
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: data, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      if (told.sent) { // it had arrived after all
        clear();
        return location.reload();
      }
      put(data, told.version);
      state.textContent = form.dataset.saved;
    } catch {
      state.textContent = form.dataset.offline;
    }
  };
  form.addEventListener("input", () => {
    put(fields());
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  window.addEventListener("online", save);

  // What was written when the connection was lost comes back with the page.
  try {
    const kept = JSON.parse(localStorage.getItem(shelf));
    if (kept && document.getElementById(`c-${kept.key}`)) {
      clear();
    } else if (kept && (!kept.version || kept.version > Number(form.dataset.version))) {
      for (const name of ["text", "wording", "quote"]) {
        if (kept[name] && form.elements[name]) form.elements[name].value = kept[name];
      }
      form.elements.key.value = kept.key;
      if (kept.quote) document.getElementById("quoted").hidden = false;
      if (kept.wording) wording.closest("details").open = true;
      save();
    }
  } catch { /* nothing on the shelf */ }

  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    if (wording && wording.value === own()) wording.value = "";
    if (!navigator.onLine) {
      event.preventDefault();
      put(fields());
      state.textContent = form.dataset.offline;
      return;
    }
    isSending = true;
    put(fields()); // until the page shows it as sent
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
