// What pages need beyond HTML: say yes before loss, follow work in the background, draw nothing.
// Each page works without it.

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

// After a part of the page was replaced, put the keyboard where the new part asks for it.
document.addEventListener("htmx:afterSwap", (event) => {
  event.detail.target.querySelector("[data-focus]")?.focus();
});

// On a phone the tabs are wider than the screen: show the one we are on.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

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
