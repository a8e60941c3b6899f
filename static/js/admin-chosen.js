// From "Edit this quote": straight to its words. After a refused save the list of reasons is first.
const chosen = new URLSearchParams(location.search).get("quote");
const head = document.getElementById(`quote-${chosen}`);
const card = head?.closest(".quote-card");
const words = () => card.querySelector(".field-body [contenteditable=true]");

function show() {
  words().focus();
  head.scrollIntoView();
}

// The editors draw their menus a moment later, and move what is below them.
const showLater = () => setTimeout(() => requestAnimationFrame(show));

if (card && !document.querySelector(".note[role=alert]")) {
  if (words()) showLater();
  else card.addEventListener("prose-editor:ready", showLater, { once: true });
}
