// The cards of the quotes: their order by arrow, by number and by drag, and new ones.
const group = document.getElementById("quotes-group");
const status = document.getElementById("moved");
const total = document.getElementById("id_quotes-TOTAL_FORMS");
const adding = document.getElementById("add-quote");

export const cards = () => [...group.querySelectorAll(".quote-card:not([hidden])")];
const nameOf = (card) => card.querySelector("summary b").textContent;
const place = (card) => card.querySelector("[name$=-position]");

function number() {
  const all = cards();
  all.forEach((card, index) => {
    place(card).value = index + 1;
    const [up, down, top] = card.querySelectorAll(".moves button");
    up.disabled = top.disabled = index === 0;
    down.disabled = index === all.length - 1;
  });
}

function announce(card) {
  const all = cards();
  status.textContent = `${nameOf(card)} is now ${all.indexOf(card) + 1} of ${all.length}.`;
}

export function move(card, index) {
  const others = cards().filter((other) => other !== card);
  const at = Math.max(0, Math.min(index, others.length));
  const before = others[at] ?? null;
  if (before) before.before(card);
  else others.at(-1)?.after(card);
  number();
  announce(card);
  card.scrollIntoView({ block: "nearest" });
}

export function shift(card, direction) {
  const here = cards().indexOf(card);
  move(card, { up: here - 1, down: here + 1, top: 0 }[direction]);
}

group.addEventListener("click", (event) => {
  const button = event.target.closest("[name=_move]");
  if (!button) return;
  event.preventDefault();
  const card = button.closest(".quote-card");
  shift(card, button.value.split(":")[1]);
  // A button that can go no further takes no focus: its neighbour does.
  const usable = button.disabled ? card.querySelector(".moves button:not([disabled])") : button;
  (usable ?? card.querySelector("summary")).focus();
});

group.addEventListener("change", ({ target }) => {
  if (!target.matches(".moves [name$=-position]")) return;
  move(target.closest(".quote-card"), (parseInt(target.value, 10) || 1) - 1);
  target.focus();
});

// Drag: the handle makes its card draggable, so that text in the card can still be selected.
let dragged = null;
group.addEventListener("pointerdown", ({ target }) => {
  const handle = target.closest(".handle");
  if (handle) handle.closest(".quote-card").draggable = true;
});
group.addEventListener("pointerup", () => cards().forEach((card) => (card.draggable = false)));
group.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".quote-card")) return;
  dragged = event.target;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});
group.addEventListener("dragover", (event) => {
  if (!dragged) return;
  event.preventDefault();
  const over = event.target.closest(".quote-card");
  if (!over || over === dragged) return;
  const { top, height } = over.getBoundingClientRect();
  if (event.clientY < top + height / 2) over.before(dragged);
  else over.after(dragged);
});
group.addEventListener("drop", (event) => dragged && event.preventDefault());
group.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.draggable = false;
  number();
  announce(dragged);
  dragged = null;
});

// New quotes: the blank cards wait hidden until they are asked for.
function nextBlank() {
  const blank = group.querySelector(".quote-card.blank[hidden]");
  if (blank) return blank;
  const html = document.getElementById("quotes-empty").innerHTML;
  const holder = document.createElement("div");
  holder.innerHTML = html.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  return holder.querySelector(".quote-card");
}

adding.addEventListener("click", () => {
  const card = nextBlank();
  card.hidden = false;
  adding.parentElement.before(card);
  card.querySelector("details").open = true;
  card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  number();
  card.querySelector("[name$=-expert]").focus();
});

for (const blank of group.querySelectorAll(".quote-card.blank")) blank.hidden = true;
adding.parentElement.hidden = false;
document.documentElement.classList.add("js");
number();
