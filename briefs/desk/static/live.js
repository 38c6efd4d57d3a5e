// The page of an edition inside the desk: a text can be chosen, and the page follows its files.

function makeTextsChoosable() {
  for (const text of document.querySelectorAll("[data-path]")) {
    text.tabIndex = 0;
    text.setAttribute("role", "button");
  }
}

function choose(event) {
  const text = event.target.closest?.("[data-path], [data-open]");
  if (!text || event.target.closest("a:not([data-open]), button:not([data-path])")) return;
  if (event.type === "keydown" && event.key !== "Enter") return;
  event.preventDefault();
  parent.postMessage({ open: text.dataset.path ?? text.dataset.open }, location.origin);
}

// Replaces the parts of the page that have changed; what has not keeps its place and its focus.
function replaceChanged(now, next) {
  if (now.outerHTML === next.outerHTML) return;
  const alike = now.tagName === next.tagName && now.children.length === next.children.length;
  const deep = alike && now.children.length > 0 && ["MAIN", "SECTION", "BODY", "DIV", "OL", "UL"].includes(now.tagName);
  if (!deep || ownText(now) !== ownText(next)) {
    now.replaceWith(document.importNode(next, true));
    return;
  }
  for (const { name, value } of next.attributes) now.setAttribute(name, value);
  [...now.children].forEach((child, index) => replaceChanged(child, next.children[index]));
}

const ownText = (element) =>
  [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");

async function refresh() {
  const answer = await fetch(location.href).catch(() => null);  // null where the desk has been ended
  if (!answer) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.documentElement.className = next.documentElement.className;
  const [style, nextStyle] = [document.querySelector("style"), next.querySelector("style")];
  if (style && nextStyle && style.textContent !== nextStyle.textContent) style.textContent = nextStyle.textContent;
  if (!style !== !nextStyle) location.reload();
  for (const text of next.querySelectorAll("[data-path]")) {
    text.tabIndex = 0;
    text.setAttribute("role", "button");
  }
  const scrolled = scrollY;
  replaceChanged(document.body, document.adoptNode(next.body));
  scrollTo(0, scrolled);
  document.documentElement.dataset.refreshed = String(Date.now());
}

makeTextsChoosable();
document.addEventListener("click", choose);
document.addEventListener("keydown", choose);
addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.source !== parent) return;
  if (event.data.refresh) refresh().catch(() => {});  // the page around says that the desk is gone
  if (event.data.mark !== undefined) {
    for (const text of document.querySelectorAll("[data-path]")) {
      text.toggleAttribute("aria-current", text.dataset.path.startsWith(event.data.mark + "/"));
    }
  }
});
const look = new CSSStyleSheet();
look.replaceSync(`
  [data-path] { cursor: pointer; border-radius: 2px; }
  [data-path]:hover { background: color-mix(in srgb, Highlight 18%, transparent); }
  [data-path]:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
  [data-path][aria-current] { background: color-mix(in srgb, Highlight 25%, transparent); }
`);
document.adoptedStyleSheets.push(look);
