// What readers would see, from what is typed: the page under the form, and the map and the table
// beside it. It asks the server, which saves nothing.
const WIDTHS = { phone: 375, desk: 1280 };
const PAUSE = 900;

const form = document.getElementById("article_form");
const outlook = document.getElementById("outlook");
const section = document.getElementById("preview");
const frame = section.querySelector("[data-frame]");
const live = section.querySelector("[data-live]");
const status = section.querySelector("[role=status]");
const opener = section.querySelector("[data-open]");
const chosen = { width: "desk", theme: "light" };
let page = null;
let waiting = 0;
let asked = 0;

function typed() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

async function refresh() {
  const number = ++asked;
  status.textContent = "Updating…";
  try {
    const answer = await fetch(section.dataset.address, { method: "POST", body: typed() });
    const html = await answer.text();
    if (number !== asked) return;
    const kind = answer.headers.get("X-Preview");
    // Signed out, or no longer allowed: what came is another page.
    if (!kind) throw new Error(answer.statusText);
    if (kind === "shown" || !page) show(html);
    status.textContent = kind === "shown" ? "" : problems(html);
  } catch {
    status.textContent = "The preview could not be loaded. Save, and you will be told why.";
  }
}

function problems(html) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll("main li");
  return `Not shown yet: ${[...found].map((each) => each.textContent).join(" ")}`;
}

function show(html) {
  page = html;
  const iframe = document.createElement("iframe");
  iframe.title = "Preview of the page";
  // No script runs in it, and no link leads out of it; its place is kept while one types.
  iframe.sandbox = "allow-same-origin";
  const top = frame.firstElementChild?.contentWindow.scrollY ?? 0;
  iframe.addEventListener("load", () => iframe.contentWindow.scrollTo({ top, behavior: "instant" }));
  iframe.srcdoc = html
    .replace("<html ", `<html data-theme="${chosen.theme}" `)
    .replace(/<script[^]*?<\/script>/g, "");
  const width = WIDTHS[chosen.width];
  const scale = Math.min(1, frame.clientWidth / width);
  iframe.style.inlineSize = `${width}px`;
  iframe.style.blockSize = `${frame.clientHeight / scale}px`;
  iframe.style.scale = scale;
  frame.replaceChildren(iframe);
}

function open(is) {
  frame.hidden = live.hidden = !is;
  opener.hidden = is;
  if (is) refresh();
  else page = null;
}

opener.addEventListener("click", (event) => {
  event.preventDefault();
  open(true);
});
section.querySelector("[data-close]").addEventListener("click", () => {
  open(false);
  opener.focus();
});
for (const kind of ["width", "theme"]) {
  const attribute = kind === "width" ? "data-width" : "data-theme-of-preview";
  for (const button of section.querySelectorAll(`[${attribute}]`)) {
    button.addEventListener("click", () => {
      chosen[kind] = button.getAttribute(attribute);
      for (const each of section.querySelectorAll(`[${attribute}]`)) {
        each.setAttribute("aria-pressed", each === button);
      }
      if (page) show(page);
    });
  }
}
form.addEventListener("input", () => {
  if (frame.hidden) return;
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
});

const looking = { waiting: 0, asked: 0 };

// The form as the server shows it again holds the map and the table.
async function look() {
  const number = ++looking.asked;
  const data = typed();
  data.set("_again", "1");
  try {
    const answer = await fetch(location.href, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("outlook");
    if (fresh && number === looking.asked) outlook.replaceChildren(...fresh.childNodes);
  } catch {
    // It comes with the next save.
  }
}

form.addEventListener("change", ({ target }) => {
  if (!/-(muscles(-.*)?|expert|new_name|DELETE)$/.test(target.name)) return;
  clearTimeout(looking.waiting);
  looking.waiting = setTimeout(look, PAUSE);
});
