// The admin's autocomplete names its parts after nothing; they take the label of their field.
"use strict";

const labelOf = (select) => select.labels[0]?.textContent.replace(/:\s*$/, "").trim() ?? "";

function nameParts($) {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const parts = select.nextElementSibling.querySelectorAll("[role=combobox], [role=textbox]");
    parts.forEach((part) => part.setAttribute("aria-label", labelOf(select)));
  }
  $(document).on("select2:open", (event) => {
    const search = document.querySelector(".select2-container--open .select2-search__field");
    search?.setAttribute("aria-label", labelOf(event.target));
  });
}

// Asked for on load, it comes after the autocomplete's own start.
addEventListener("load", () => django.jQuery(nameParts));
