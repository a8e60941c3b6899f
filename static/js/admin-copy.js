// Makes a private link and copies it by one click. Without this a page shows it, to copy by hand.

async function copy(url, fields, status) {
  const answer = await fetch(url, {
    method: "POST",
    body: fields,
    headers: { Accept: "application/json" },
  });
  const link = await answer.json();
  await navigator.clipboard.writeText(link.url);
  status.textContent = `Copied. It works until ${link.until}.`;
}

for (const form of document.querySelectorAll("form[data-copies]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    copy(form.action, new FormData(form), status).catch(() => form.submit());
  });
}

// Within the article's form, which must not be left: what is typed there is not saved.
for (const button of document.querySelectorAll("button[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const status = button.nextElementSibling;
    const fields = new FormData();
    fields.set("csrfmiddlewaretoken", button.form.elements.csrfmiddlewaretoken.value);
    copy(button.dataset.copies, fields, status).catch(() => {
      status.textContent = "It could not be copied. The link beside this shows it in a new tab.";
    });
  });
}
