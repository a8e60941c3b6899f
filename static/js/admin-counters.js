// Counters that follow typing. The server counts the same way when the article is saved, and
// reads as fast (`articles/models/article.py`).
const WORDS_A_MINUTE = 230;
const TITLE_AIM = 70;
const form = document.getElementById("article_form");

const plain = (html) => {
  const lines = html.replace(/<\/(?:p|li|h\d)>|<br\s*\/?>/g, " ");
  return new DOMParser().parseFromString(lines, "text/html").body.textContent;
};
const words = (text) => (text.match(/\S+/g) ?? []).length;
const many = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const value = (root, ending) => root.querySelector(`[name$="${ending}"]`)?.value ?? "";

function show(name, text) {
  for (const place of form.querySelectorAll(`[data-counter=${name}]`)) place.textContent = text;
}

function countFields() {
  for (const count of form.querySelectorAll("[data-counts]")) {
    const text = plain(document.getElementById(count.dataset.counts)?.value ?? "");
    count.textContent =
      count.dataset.unit === "character"
        ? `${text.length} of about ${TITLE_AIM} characters`
        : many(words(text), "word");
  }
}

function countCards() {
  const experts = new Set();
  let theirs = 0;
  for (const card of form.querySelectorAll(".quote-card")) {
    const said = words(plain(value(card, "-body")));
    const name = value(card, "-new_name") || value(card, "-expert");
    const muscles = card.querySelectorAll("[name$=-muscles]:checked").length;
    card.querySelector("[data-sums]").textContent = `${many(said, "word")}, ${many(muscles, "muscle")}`;
    card.querySelector("summary b").textContent = name || "New quote";
    card.querySelector(".inline_label").textContent = value(card, "-heading");
    theirs += said;
    if (name) experts.add(name.toLowerCase());
  }
  return [theirs, experts.size];
}

function count() {
  countFields();
  const [theirs, experts] = countCards();
  const all = theirs + words(plain(form.elements.introduction.value)) + words(plain(form.elements.closing.value));
  show("words", all);
  show("minutes", Math.ceil(all / WORDS_A_MINUTE));
  show("experts", experts);
  show("share", `${all ? Math.round((100 * theirs) / all) : 0}%`);
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(count, 150);
});
countFields();
