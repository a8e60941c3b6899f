// Rich text: turns the text areas into editors, those of a folded card when it is first opened.
import { createEditor } from "django-prose-editor/configurable";
import { insert, tidied } from "./admin-paste.js";

// The editor draws its buttons with an icon font that we do not load.
const labels = {
  format_bold: "B",
  format_italic: "I",
  format_list_bulleted: "• List",
  format_list_numbered: "1. List",
  insert_link: "Link",
  link_off: "Unlink",
  undo: "Undo",
  redo: "Redo",
};

const isFolded = (textarea) => textarea.closest(".quote-card > details:not([open])");

export function edit(root) {
  for (const textarea of root.querySelectorAll("textarea[data-rich-text]")) {
    if (isFolded(textarea)) continue;
    const config = JSON.parse(textarea.dataset.richText);
    textarea.removeAttribute("data-rich-text");
    createEditor(textarea, config);
  }
}

document.addEventListener("prose-editor:ready", ({ target, detail }) => {
  const name =
    document.getElementById(`${target.id}_label`) ??
    document.querySelector(`label[for="${target.id}"]`);
  name.id = `${target.id}_label`;
  detail.editor.setOptions({ editorProps: { transformPastedHTML: tidied, handlePaste: insert } });
  const field = detail.editor.view.dom;
  field.setAttribute("aria-labelledby", name.id);
  name.addEventListener("click", () => detail.editor.commands.focus());
  // The menu is drawn after this event.
  setTimeout(() => relabel(field.parentElement));
});

function relabel(editor) {
  for (const button of editor.querySelectorAll(".prose-menubar__button")) {
    button.textContent = labels[button.textContent] ?? button.textContent;
    button.classList.remove("material-icons");
  }
}

document.addEventListener("toggle", ({ target }) => target.open && edit(target), true);
document.addEventListener("formset:added", ({ target }) => edit(target));
edit(document);
