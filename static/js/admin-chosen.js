// From "Edit this quote": straight to its words. After a refused save the list of reasons is first.
const chosen = new URLSearchParams(location.search).get("quote");
const head = document.getElementById(`quote-${chosen}`);
const card = head?.closest(".quote-card");
const words = () => card.querySelector(".field-body [contenteditable=true]");

function show() {
  words().focus();
  head.scrollIntoView();
}

if (card && !document.querySelector(".note[role=alert]")) {
  if (words()) show();
  else card.addEventListener("prose-editor:ready", show, { once: true });
}
