// Keys. They can be switched off, which this browser remembers.
import { cards, shift } from "./admin-cards.js";

const STORED = "article-keys-off";
const list = document.getElementById("keys");
const isOn = document.getElementById("keys-on");
const button = document.getElementById("keys-button");

isOn.checked = !localStorage.getItem(STORED);
isOn.addEventListener("change", () =>
  isOn.checked ? localStorage.removeItem(STORED) : localStorage.setItem(STORED, "1"),
);
button.hidden = false;
button.addEventListener("click", () => list.showModal());

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable=true]");

function go(step) {
  const all = cards();
  const here = all.indexOf(document.activeElement.closest(".quote-card"));
  const next = all[Math.max(0, Math.min(here + step, all.length - 1))];
  next?.querySelector("summary").focus();
}

const withAltShift = {
  KeyN: () => go(1),
  KeyP: () => go(-1),
  ArrowUp: () => "up",
  ArrowDown: () => "down",
  Home: () => "top",
};

document.addEventListener("keydown", (event) => {
  if (!isOn.checked || list.open) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyS") {
    event.preventDefault();
    document.getElementById("article_form").requestSubmit();
  } else if (event.key === "?" && !isTyping(event.target)) {
    event.preventDefault();
    list.showModal();
  } else if (event.altKey && event.shiftKey && event.code in withAltShift) {
    event.preventDefault();
    const direction = withAltShift[event.code]();
    const card = document.activeElement.closest(".quote-card");
    if (direction && card) shift(card, direction);
  }
});
