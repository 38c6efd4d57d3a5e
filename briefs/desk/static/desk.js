// The desk: opens texts in the panel, saves forms, and keeps what is shown as it is on the disk.

const panel = document.querySelector("#panel");
const page = document.querySelector("#page");
const told = document.querySelector("#told");
let version = 0;
let dirty = false;
let trying = 0;

const post = (address, body, type, more = {}) =>
  fetch(address, { method: "POST", headers: { "content-type": type }, body, ...more });
// What was chosen is saved even where the page is left at once.
const send = (address, values) => post(address, JSON.stringify(values), "application/json", { keepalive: true });

function tell(text) {
  told.textContent = text;
  told.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { told.hidden = true; }, 6000);
}

// The panel and its form.

// Whether what was typed may go: it is saved, or the reader has agreed.
const mayLeave = () => !dirty || confirm(form().dataset.unsaved);

async function open(address, { pick = [] } = {}) {
  if (!mayLeave()) return;
  const answer = await fetch(`/item/${address.split("/").map(encodeURIComponent).join("/")}`);
  put(await answer.text());
  for (const number of pick) togglePick(number);
  const field = [...(form()?.elements ?? [])].find((one) => one.name && address.endsWith(`/${one.name}`));
  (field ?? panel).focus();
}

function put(html) {
  panel.innerHTML = html;
  panel.hidden = false;
  dirty = false;
  const address = form()?.dataset.address;
  page?.contentWindow.postMessage({ mark: address ?? "" }, location.origin);
  const found = [...panel.querySelectorAll(".told-now span")].map((one) => ({ ...one.dataset }));
  showProblems(found);
}

const form = () => panel.querySelector("form[data-form]");

function sent() {
  const values = Object.fromEntries(new FormData(form()));
  return { address: form().dataset.address, shown: JSON.parse(form().dataset.shown), values };
}

function showProblems(problems) {
  const lists = [...panel.querySelectorAll("[data-problems]")];
  for (const list of lists) list.replaceChildren();
  for (const one of problems) {
    const own = lists.find((list) => list.dataset.problems && covers(list.dataset.problems, one.name));
    const item = document.createElement("li");
    item.className = one.severity;
    item.textContent = `${one.message}${one.hint ? `: ${one.hint}` : ""}`;
    (own ?? lists.at(-1))?.append(item);
  }
}

const covers = (field, name) => name === field || name.startsWith(`${field}/`) || field.startsWith(`${name}/`) && name;

async function tryForm() {
  if (!form()) return;  // it was closed since
  const number = ++trying;
  const answer = await send("/try", sent());
  if (answer.ok && number === trying && form()) showProblems(await answer.json());
}

function togglePick(number) {
  const input = form()?.elements.namedItem("at");
  if (!input) return;
  const cited = new Set(input.value.split(/[\s,،]+/).filter(Boolean));
  if (!cited.delete(String(number))) cited.add(String(number));
  input.value = [...cited].sort((a, b) => a - b).join(", ");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function showPicked() {
  const input = form()?.elements.namedItem("at");
  const cited = input ? input.value.split(/[\s,،]+/) : picked();
  for (const button of document.querySelectorAll("[data-pick]")) {
    if (!input && button.closest("main")) continue;
    button.setAttribute("aria-pressed", cited.includes(button.dataset.pick));
  }
}

const picked = () =>
  [...document.querySelectorAll('main [data-pick][aria-pressed="true"]')].map((one) => one.dataset.pick);

async function save() {
  const answer = await send("/save", sent());
  const html = await answer.text();
  if (answer.status !== 409) return put(html);
  const refusal = panel.querySelector(".refusal");
  refusal.innerHTML = html;
  refusal.scrollIntoView();  // the button is in view wherever the form is
}

panel.addEventListener("input", (event) => {
  if (!event.target.closest("form[data-form]")) return;
  dirty = true;
  showPicked();
  clearTimeout(tryForm.timer);
  tryForm.timer = setTimeout(tryForm, 300);
});
document.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (event.target === form()) return save();
  const target = event.target;
  const file = target.querySelector("[type=file]").files[0];
  const pasted = target.querySelector("#pasted")?.value ?? "";
  if (!file && !pasted) return;
  const words = new URLSearchParams(new FormData(target));
  words.set("name", file ? file.name : `${words.get("id") || "pasted"}.txt`);
  const answer = await post(`${target.dataset.upload}?${words}`, file ?? pasted, "application/octet-stream");
  if (answer.headers.get("content-type").startsWith("application/json")) {
    location.assign((await answer.json()).address);
  } else target.querySelector(".answer").innerHTML = await answer.text();
});

// A file that is dropped is chosen in the form of the page, as by its button.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const target = document.querySelector("form[data-upload]");
    if (!target || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    target.classList.toggle("over", kind === "dragover");
    const [file] = kind === "drop" ? event.dataTransfer.files : [];
    if (!file) return;
    const one = new DataTransfer();  // the field takes one file
    one.items.add(file);
    target.querySelector("[type=file]").files = one.files;
  });
}

// Buttons and links, wherever they are.

const clicks = {
  "[data-open]": (target) => open(target.dataset.open),
  "[data-close]": () => {
    if (!mayLeave()) return;
    dirty = false;
    panel.replaceChildren();
    panel.hidden = !page;
  },
  "[data-again]": () => open(form().dataset.address),
  "[data-pick]": (target) => {
    if (form()?.elements.namedItem("at")) togglePick(target.dataset.pick);
    else target.setAttribute("aria-pressed", target.getAttribute("aria-pressed") !== "true");
  },
  "[data-new]": (target) => open(target.dataset.new, { pick: picked() }),
  "[data-reviewed]": async () => {
    if (mayLeave()) put(await (await send("/reviewed", { address: form().dataset.address })).text());
  },
  "[data-take]": (target) => takeSide(target),
  "[data-take-edits]": (target) => takeEdits(target.closest("[data-take-form]")),
  "#undo": async () => tell((await (await send("/undo", {})).json()).message),
  "#language": async (target) => { await send(`/language/${target.dataset.code}`, {}); location.reload(); },
};
document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(clicks)) {
    const target = event.target.closest(selector);
    if (target) {
      event.preventDefault();
      act(target);
      return;
    }
  }
});

// In a conflict, what is in the file becomes what the form began with; the field has what is chosen.
function takeSide(button) {
  const conflict = button.closest("[data-conflict]");
  const name = conflict.dataset.conflict;
  const shown = JSON.parse(form().dataset.shown);
  const there = JSON.parse(conflict.dataset.there);
  const keys = name.split("/");
  const last = keys.pop();
  const parent = keys.reduce((value, key) => (value[key] ??= {}), shown);
  if (there === null) delete parent[last];
  else parent[last] = there;
  form().dataset.shown = JSON.stringify(shown);
  const field = form().elements.namedItem(name);
  if (field && button.dataset.take === "there") field.value = Array.isArray(there) ? there.join(", ") : there ?? "";
  conflict.remove();
}

async function takeEdits(edits) {
  const paths = [...edits.querySelectorAll("input:checked")].map((one) => one.value);
  const answer = await send("/take", { key: edits.dataset.key, paths });
  edits.innerHTML = await answer.text();
}

document.addEventListener("change", async (event) => {
  const { show, reference, leave, paragraph } = event.target.dataset;
  let answer;
  if (show) answer = await send("/show", { brief: show, reference, shown: event.target.checked });
  if (leave) answer = await send("/leave-out", { article: leave, paragraph: Number(paragraph), why: event.target.value });
  if (answer && !answer.ok) {
    const box = document.createElement("div");
    box.innerHTML = await answer.text();
    tell(box.textContent.trim().replace(/\s+/g, " "));
  }
});
addEventListener("message", (event) => {
  if (event.origin === location.origin && event.source === page?.contentWindow && event.data.open) open(event.data.open);
});
addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });

// What changes on the disk.

let refreshed = false;
let rounds = 0;
// What has changed while the page was loading again, it has not been told of.
page?.addEventListener("load", () => {
  if (refreshed) page.contentWindow.postMessage({ refresh: true }, location.origin);
});

async function refresh() {
  refreshed = true;
  page?.contentWindow.postMessage({ refresh: true }, location.origin);
  if (document.querySelector("[data-refresh]")) {
    const answer = await fetch(location.href);
    if (answer.status === 404) return location.assign("/sources");  // such as a source whose import was undone
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const chosen = new Set(picked());
    document.querySelector("[data-refresh]").replaceWith(next.querySelector("[data-refresh]"));
    for (const number of chosen) document.querySelector(`main [data-pick="${number}"]`)?.setAttribute("aria-pressed", "true");
    document.querySelector("#undo").disabled = next.querySelector("#undo").disabled;
    showStates();
  }
  await refreshPanel();
}

// The state of each document, a brief at a time: each is rendered for it. A new round ends the last.
async function showStates() {
  const round = ++rounds;
  for (const { dataset } of document.querySelectorAll("[data-brief]")) {
    const answer = await fetch(`/states/${dataset.brief}`);
    if (round !== rounds || !answer.ok) return;
    const states = await answer.json();
    for (const place of document.querySelectorAll(`[data-brief="${dataset.brief}"] [data-state-of]`)) {
      const [state, words] = states[place.dataset.stateOf] ?? ["", ""];
      place.className = `state ${state}`;
      place.textContent = words;
    }
  }
}

async function refreshPanel() {
  const address = form()?.dataset.address;
  if (!address || address.endsWith("/+")) return;
  const html = await (await fetch(`/item/${address}`)).text();
  const next = new DOMParser().parseFromString(html, "text/html").querySelector("form[data-form]");
  if (!next || !form()) return;
  const same = next.dataset.shown === form().dataset.shown;
  if (!same && dirty) panel.querySelector(".outside").hidden = false;
  else if (!same) put(html);
}

function showBuilding(status) {
  const line = document.querySelector("#building");
  const finished = status.failed ? "failed" : "idle";
  const without = status.ended ? "ended" : "off";
  const words = status.runs ? (status.builds ? "busy" : finished) : without;
  line.textContent = `${line.dataset[words]} ${status.builds ? status.step : ""}`.trim();
  line.className = words;
  if (words !== "failed") return;
  const link = Object.assign(document.createElement("a"), { href: "/work" });
  link.append(...line.childNodes);
  line.append(link);
}

function showLost() {
  const line = document.querySelector("#building");
  line.textContent = line.dataset.lost;
  line.className = "lost";
}

showStates();
addEventListener("unhandledrejection", (event) => {
  if (!(event.reason instanceof TypeError)) return;
  event.preventDefault();  // a request that got no answer, of which the page tells
  showLost();
});
const events = new EventSource("/events");
events.addEventListener("error", showLost);
events.addEventListener("message", (event) => {
  const status = JSON.parse(event.data);
  showBuilding(status);
  const follows = document.querySelector("[data-follows]")?.dataset.follows.split(" ") ?? [];
  const now = ["version", ...follows].map((name) => status[name]).join("/");
  if (version && now !== version) {
    document.querySelector("#undo").disabled = !status.undoable;
    refresh();
  }
  version = now;
});
