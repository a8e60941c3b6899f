// Map and table beside the form follow what is ticked: the server shows the form again, which
// saves nothing, and the part beside it is taken from there.
import { typed } from "./admin-preview.js";

const PAUSE = 600;
const form = document.getElementById("article_form");
const outlook = document.getElementById("outlook");
let waiting = 0;
let asked = 0;

async function refresh() {
  const number = ++asked;
  const data = typed();
  data.set("_again", "1");
  try {
    const answer = await fetch(location.href, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("outlook");
    if (fresh && number === asked) outlook.replaceChildren(...fresh.childNodes);
  } catch {
    // It comes with the next save.
  }
}

form.addEventListener("change", ({ target }) => {
  if (!/-(muscles(-.*)?|expert|new_name|DELETE)$/.test(target.name)) return;
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
});
