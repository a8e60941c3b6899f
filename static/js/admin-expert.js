// A name that is not in the list opens the fields of a new expert and is carried over to them.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const known = new Set([...document.getElementById("experts").options].map((option) => fold(option.value)));

document.getElementById("quotes-group").addEventListener("change", ({ target }) => {
  if (!target.name?.endsWith("-expert")) return;
  const fresh = target.closest("fieldset").querySelector(".fresh");
  const name = fresh.querySelector("[name$=-new_name]");
  const isUnknown = target.value.trim() && !known.has(fold(target.value));
  if (isUnknown && !name.value) name.value = target.value;
  if (!isUnknown && target.value) name.value = "";
  if (isUnknown) fresh.open = true;
});
