// The address follows the title, until it is written by hand or readers know it.
const title = document.getElementById("id_title");
const slug = document.getElementById("id_slug");
const slugify = (text) =>
  text.normalize("NFKD").replace(/[^\w\s-]/g, "").trim().toLowerCase().replace(/[-\s]+/g, "-").slice(0, 160);

let follows = !slug.closest(".fresh") && [slugify(title.value), ""].includes(slug.value);
slug.addEventListener("input", () => (follows = slug.value === ""));
title.addEventListener("input", () => {
  if (follows) slug.value = slugify(title.value);
});
