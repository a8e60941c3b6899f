// A copy of what is typed, in this browser, until the server says that it is saved. It is offered
// to its editor when the form is opened again; it replaces nothing and writes nothing.
const PREFIX = "runsite-copy:";
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const PAUSE = 500;
const OF_THE_FORM = new Set(["csrfmiddlewaretoken", "editor", "version", "copy"]);

const form = document.getElementById("article_form");
const note = document.getElementById("copy-note");
const id = crypto.randomUUID();
const owner = form.elements.editor.value.split(":")[0];
const place = `${PREFIX}${owner}:${location.pathname}:`;
form.elements.copy.value = id;

// A browser may refuse to store anything: then there is no copy, and no harm.
const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};
const read = (key) => attempt(() => JSON.parse(localStorage.getItem(key)));
const remove = (key) => attempt(() => localStorage.removeItem(key));
const keys = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

function typed() {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") (fields[name] ??= []).push(value);
  }
  return fields;
}

const opened = typed();
const text = (values) => (values ?? []).join(", ").replace(/\s+/g, " ").trim();

function differing(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => !OF_THE_FORM.has(name) && text(one[name]) !== text(other[name]));
}

let waiting = 0;
function store() {
  clearTimeout(waiting);
  const fields = typed();
  if (!note.dataset.unsaved && !differing(opened, fields).length) return remove(place + id);
  attempt(() => localStorage.setItem(place + id, JSON.stringify({ at: Date.now(), fields })));
}

function tidy() {
  // The server names the form that it has just saved.
  const saved = document.cookie.match(/(?:^|; )saved_copy=([\w-]+)/)?.[1];
  if (saved) document.cookie = "saved_copy=; path=/admin/; max-age=0; samesite=lax";
  for (const key of keys()) {
    const isOld = !(Date.now() - read(key)?.at < KEPT_FOR);
    if (isOld || (saved && key.endsWith(`:${saved}`))) remove(key);
  }
}

function newest() {
  const copies = keys()
    .filter((key) => key.startsWith(place))
    .map((key) => ({ key, ...read(key) }))
    .filter((copy) => copy.fields);
  for (const copy of copies) copy.names = differing(opened, copy.fields);
  for (const copy of copies) if (!copy.names.length) remove(copy.key);
  return copies.filter((copy) => copy.names.length).sort((a, b) => b.at - a.at)[0];
}

function label(name) {
  const field = form.elements[name];
  const element = field instanceof RadioNodeList ? field[0] : field;
  // Of several ticks under one name the name says more than the first tick.
  const own = field instanceof RadioNodeList ? null : (element?.labels?.[0]?.textContent.trim() ?? element?.ariaLabel);
  const words = own ?? name.replace(/^.*-/, "").replace(/_/g, " ");
  const quote = name.match(/^quotes-(\d+)-/);
  return quote ? `quote ${Number(quote[1]) + 1}, ${words.toLowerCase()}` : words;
}

// As the form calls it: of a tick, and of a choice, what stands beside it and not its key.
function told(name, values = []) {
  const field = form.elements[name];
  const options = field instanceof RadioNodeList ? [...field] : [...(field?.options ?? [])];
  const words = values.map((value) => {
    const option = options.find((each) => each.value === value);
    return option?.labels?.[0]?.querySelector("span")?.firstChild.textContent.trim() ?? option?.text ?? value;
  });
  return new DOMParser().parseFromString(text(words), "text/html").body.textContent;
}

function differences(copy) {
  const list = document.createElement("dl");
  for (const name of copy.names) {
    const term = document.createElement("dt");
    term.textContent = label(name);
    const versions = [["In the form", opened[name]], ["In the copy", copy.fields[name]]];
    list.append(term);
    for (const [title, values] of versions) {
      const version = document.createElement("dd");
      version.textContent = `${title}: ${told(name, values) || "nothing"}`;
      list.append(version);
    }
  }
  return list;
}

// The server shows the form with the fields of the copy, and saves nothing: so quotes that were
// added, moved or removed stand where they stood, and the version comes along.
function putIn(copy) {
  const again = document.createElement("form");
  again.method = "post";
  again.hidden = true;
  const fields = { ...copy.fields, csrfmiddlewaretoken: [form.elements.csrfmiddlewaretoken.value], _again: ["copy"] };
  for (const [name, values] of Object.entries(fields)) {
    for (const value of values) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      again.append(field);
    }
  }
  document.body.append(again);
  again.submit();
}

function offer(copy) {
  const at = new Date(copy.at);
  const isToday = at.toDateString() === new Date().toDateString();
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const day = isToday ? "" : `${at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, `;
  const count = `${copy.names.length} field${copy.names.length === 1 ? " differs" : "s differ"}`;
  note.querySelector("b").textContent = `Text from ${day}${time} that was not saved: ${count}.`;
  note.querySelector("[data-names]").textContent = `${copy.names.slice(0, 5).map(label).join("; ")}.`;
  note.hidden = false;
  note.querySelector("[data-show]").addEventListener("click", ({ target }) => {
    note.append(differences(copy));
    target.hidden = true;
  });
  note.querySelector("[data-put]").addEventListener("click", () => putIn(copy));
  note.querySelector("[data-throw]").addEventListener("click", () => {
    remove(copy.key);
    note.hidden = true;
  });
}

tidy();
if (note.dataset.unsaved) store();
const copy = newest();
if (copy && !copy.key.endsWith(id)) offer(copy);
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(store, PAUSE);
});
for (const event of ["pagehide", "submit"]) addEventListener(event, store);
document.addEventListener("visibilitychange", store);
