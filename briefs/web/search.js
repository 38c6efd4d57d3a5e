// The search of an index page. The data have a text of each statement in all languages, folded by
// briefs/web/index.py; what a reader types is folded here in the same way.
"use strict";
const data = JSON.parse(document.getElementById("statements").textContent);

function fold(text) {
  const letters = text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
  return Array.from(letters, letter => data.fold[letter] ?? letter).join("");
}

for (const search of document.querySelectorAll("[role=search]")) {
  const section = search.closest("section[lang]");
  const details = section.querySelector(".statements");
  const items = details.querySelectorAll("li");
  const choices = [...search.querySelectorAll("select")];
  const { found, digits } = data.languages[section.lang];

  function show() {
    const words = fold(search.querySelector("input").value).split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, index) => {
      const [text, ...values] = data.statements[index];
      item.hidden = !(words.every(word => text.includes(word))
        && choices.every((choice, number) => !choice.value || choice.value === values[number]));
      shown += !item.hidden;
    });
    if (words.length || choices.some(choice => choice.value)) details.open = true;
    const number = String(shown).replace(/\d/g, digit => digits[digit]);
    search.querySelector("[role=status]").textContent = found.replace("{shown}", number);
  }

  search.hidden = false;
  search.addEventListener("input", show);
  show();
}

// The language of the page is that of the section which is shown.
function turn() {
  const shown = document.querySelector("main > section:is(:target, :has(:target))")
    ?? document.querySelector("main > section");
  document.documentElement.lang = shown.lang;
  document.documentElement.dir = shown.dir;
}
addEventListener("hashchange", turn);
turn();
