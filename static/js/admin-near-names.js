// Points out, while a new expert's name is typed, who is called nearly so. The server asks again
// when it is saved (`articles/names.py`), with a rule of its own.
const ALIKE = 0.8;
const SHORTEST = 4;
const PAUSE = 300;

const list = document.getElementById("experts");
const key = (name) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.sort()
    .join(" ") ?? "";
const known = [...(list?.options ?? [])].map(({ value }) => ({ name: value, key: key(value.split(",")[0]) }));

// The number of letters to change, add or leave out.
function distance(one, other) {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      now[at] = Math.min(before[at] + 1, now[at - 1] + 1, before[at - 1] + same);
    }
    before = now;
  }
  return before[other.length];
}

function near(typed) {
  const asked = key(typed);
  if (asked.length < SHORTEST) return [];
  const likeness = (other) => 1 - distance(asked, other) / Math.max(asked.length, other.length);
  return known.filter((each) => likeness(each.key) >= ALIKE).slice(0, 3);
}

// Made before there is something to say, so that it is announced.
function hintOf(field) {
  const there = field.parentElement.querySelector(".near");
  if (there) return there;
  const hint = document.createElement("p");
  hint.className = "help near";
  hint.setAttribute("role", "status");
  field.after(hint);
  return hint;
}

function point(field) {
  const names = near(field.value).map((each) => each.name);
  hintOf(field).textContent = names.length ? `Did you mean ${names.join(" or ")}?` : "";
}

let waiting = 0;
document.addEventListener("input", ({ target }) => {
  if (!target.matches?.("[name$=-new_name], #expert_form #id_name")) return;
  hintOf(target);
  clearTimeout(waiting);
  waiting = setTimeout(point, PAUSE, target);
});
