// A form that makes a private link: one click makes it and copies it. Without this it opens a page.
for (const form of document.querySelectorAll("form[data-copies]")) {
  const status = form.querySelector("[role=status]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      const link = await answer.json();
      await navigator.clipboard.writeText(link.url);
      status.textContent = `Copied. It works until ${link.until}.`;
    } catch {
      form.submit();
    }
  });
}
