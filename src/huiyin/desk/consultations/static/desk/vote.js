// Keys for voting: a, d or p while the ballot has the keyboard, so that they never take keys meant for elsewhere.
const ballot = document.querySelector("[data-ballot]");
if (ballot) {
  ballot.querySelector("h2").focus({ preventScroll: true });
  ballot.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const button = ballot.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button && !button.disabled) {
      event.preventDefault();
      button.click();
    }
  });
}
