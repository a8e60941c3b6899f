// What comes from Word and Google Docs, in the shape that the editor understands. The editor itself
// drops what a field may not hold. Its styles are read as plain data: the policy of our pages
// refuses them, and would complain of each.
const STYLED = /<[a-z][^>]*>/gi;
const EMPHASIS = {
  strong: /font-weight:\s*(?:bold|[6-9]00)/i,
  em: /font-style:\s*(?:italic|oblique)/i,
};
const UNWANTED = [
  "del",
  "[class*=MsoComment]",
  "[class*=msocom]",
  "[data-style*='mso-element:comment']",
  "[data-style*='mso-list:Ignore']",
].join();
const LIST_LEVEL = /mso-list:\s*l\d+\s+level(\d)/i;
const NUMBER = /^\s*\(?(?:\d+|[a-z]{1,4})[.)]/i;

const isEmpty = (element) => !element.textContent.trim() && !element.querySelector("img");

// Word has no lists, only paragraphs that look like items: "·   Text".
function listItems(body) {
  return [...body.querySelectorAll("[data-style*='mso-list']")].flatMap((element) => {
    const level = Number(LIST_LEVEL.exec(element.dataset.style)?.[1]);
    const marker = element.querySelector("[data-style*='mso-list:Ignore']");
    if (!level || !marker) return [];
    return [{ element, level, tag: NUMBER.test(marker.textContent) ? "ol" : "ul" }];
  });
}

function makeLists(items) {
  let open = [];
  let last = null;
  for (const { element, level, tag } of items) {
    if (!last || element.previousElementSibling !== last) open = [];
    open = open.slice(0, level);
    if (open.length === level && open[level - 1].localName !== tag) open.pop();
    const item = document.createElement("li");
    const text = document.createElement("p");
    text.append(...element.childNodes);
    item.append(text);
    if (open.length) {
      last = open[0];
      while (open.length < level) open.push(nest(open.at(-1), tag));
    } else {
      last = document.createElement(tag);
      element.before(last);
      open = Array(level).fill(last);
    }
    element.remove();
    open[level - 1].append(item);
  }
}

function nest(list, tag) {
  const inner = document.createElement(tag);
  (list.lastElementChild ?? list).append(inner);
  return inner;
}

function parsed(html) {
  const bare = html
    .replace(/<style[^>]*>.*?<\/style>/gis, "")
    .replace(STYLED, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  return new DOMParser().parseFromString(bare, "text/html").body;
}

function emphasise(body) {
  for (const [tag, style] of Object.entries(EMPHASIS)) {
    for (const element of body.querySelectorAll("span[data-style]")) {
      if (!style.test(element.dataset.style)) continue;
      const mark = document.createElement(tag);
      mark.append(...element.childNodes);
      element.append(mark);
    }
  }
}

export function tidied(html) {
  const body = parsed(html);
  const items = listItems(body);
  for (const element of body.querySelectorAll(UNWANTED)) element.remove();
  makeLists(items);
  for (const space of body.querySelectorAll("[data-style*='mso-spacerun'], .Apple-converted-space")) {
    space.replaceWith(" ");
  }
  emphasise(body);
  // Google Docs wraps all in one <b>, which is not bold, with empty lines between the paragraphs.
  for (const line of body.querySelectorAll("[id^=docs-internal-guid] > br, body > br")) line.remove();
  for (const all of body.querySelectorAll("[id^=docs-internal-guid]")) all.replaceWith(...all.childNodes);
  for (const paragraph of body.querySelectorAll("p")) if (isEmpty(paragraph)) paragraph.remove();
  return body.innerHTML;
}

// Put in as it is: as a paste, the editor would read * and _ in it as marks for bold and italic.
export function insert(view, event, slice) {
  if (!event.clipboardData?.getData("text/html")) return false;
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView());
  return true;
}
