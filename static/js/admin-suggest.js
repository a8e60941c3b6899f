// Muscles that the words of a quote suggest: asked for when the editor leaves the words, and
// accepted or dismissed without showing the form again.
const group = document.getElementById("quotes-group");
const status = document.getElementById("moved");
const field = (card, end) => card.querySelector(`[name$="${end}"]`);
const place = (card) => card.querySelector("[data-suggested]");
const asked = new WeakMap();

async function suggest(card) {
  const body = field(card, "-body").value;
  if (asked.get(card) === body) return;
  asked.set(card, body);
  const data = new FormData();
  data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  data.set("prefix", card.id);
  data.set("body", body);
  data.set("dismissed", field(card, "-dismissed").value);
  for (const tick of card.querySelectorAll(".tick [name$='-muscles']:checked")) data.append("named", tick.value);
  try {
    const answer = await fetch(place(card).dataset.suggested, { method: "POST", body: data });
    if (answer.headers.get("X-Suggestions")) place(card).innerHTML = await answer.text();
  } catch {
    // They come with the next save.
    asked.delete(card);
  }
}

for (const card of group.querySelectorAll(".quote-card")) asked.set(card, field(card, "-body")?.value);

group.addEventListener("focusout", ({ target }) => {
  const row = target.closest(".field-body");
  // The editor hands its words over after it has lost the focus.
  if (row) setTimeout(suggest, 50, row.closest(".quote-card"));
});

group.addEventListener("click", (event) => {
  const button = event.target.closest("[name=_suggest]");
  if (!button) return;
  event.preventDefault();
  const card = button.closest(".quote-card");
  const [, verb, pk, ...rest] = button.value.split(":");
  if (verb === "accept") accept(card, pk, rest);
  else dismiss(card, pk, rest.join(":"));
  const item = button.closest("li");
  const next = item.nextElementSibling ?? item.previousElementSibling;
  (next?.querySelector("button") ?? card.querySelector(".tick input")).focus();
  const title = button.closest(".row").querySelector("button").textContent.trim().replace(/^\+ /, "");
  status.textContent = `${title}: ${verb === "accept" ? "added" : "dismissed"}.`;
  item.remove();
  if (!next) place(card).replaceChildren();
});

function accept(card, pk, [role, ...condition]) {
  const tick = card.querySelector(`.tick [name$="-muscles"][value="${pk}"]`);
  field(card, `-muscles-role-${pk}`).value = role;
  field(card, `-muscles-condition-${pk}`).value = condition.join(":");
  tick.checked = true;
  tick.dispatchEvent(new Event("change", { bubbles: true }));
}

function dismiss(card, pk, words) {
  const dismissed = field(card, "-dismissed");
  const gone = words.split("; ").map((each) => `${pk} ${each}`);
  dismissed.value = [dismissed.value, ...gone].filter(Boolean).join("; ");
  dismissed.dispatchEvent(new Event("input", { bubbles: true }));
}
