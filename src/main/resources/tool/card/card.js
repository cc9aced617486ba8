// Shows what a tool answered. Everything in an answer is text from outside: it only ever becomes text nodes, checked
// addresses and numbers.
const card = document.getElementById("card");
const status = document.getElementById("status");
const page = document.documentElement;

let locale = localeOf(page.dataset.locale);
let abilities = {};
let toolName;
let shown = { state: "loading" };
let sessionId;
const earlier = [];
const saved = new Set();
const keys = new Map();

const texts = () => textsOf(locale);
const text = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const list = (value) => (Array.isArray(value) ? value.filter((one) => one && typeof one === "object") : []);

/** An element with attributes, properties and children that are elements or text. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== "" && child !== undefined && child !== null));
  return element;
}

function webAddress(value) {
  try {
    const url = new URL(text(value));
    return ["http:", "https:"].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function money(amount, currency) {
  if (typeof amount !== "number") return "";
  try {
    return new Intl.NumberFormat(locale, { style: "currency", currency: text(currency) }).format(amount);
  } catch {
    return `${new Intl.NumberFormat(locale).format(amount)} ${text(currency)}`;
  }
}

/** A picture says nothing that the name does not say. Without one there is an empty square, so that lists align. */
function picture(item) {
  const url = webAddress(item.imageUrl);
  const blank = () => el("span", { class: "picture", "aria-hidden": "true" });
  if (!url) return blank();
  const image = el("img", { class: "picture", src: url, alt: "", referrerpolicy: "no-referrer" });
  image.addEventListener("error", () => image.replaceWith(blank()));
  return image;
}

function button(label, name, attributes, action) {
  return el("button", { type: "button", "aria-label": name, onclick: action, ...attributes }, label);
}

function saveButton(item, main) {
  const id = text(item.itemId);
  const name = text(item.name);
  if (!abilities.serverTools || !sessionId || !id) return undefined;
  const done = saved.has(id);
  const attributes = { class: done ? "saved" : main ? "main" : undefined, "aria-disabled": done ? "true" : undefined };
  const label = done ? texts().saved : texts().save;
  return button(label, done ? texts().savedNamed(name) : texts().saveNamed(name), attributes, async (event) => {
    const pressed = event.currentTarget;
    if (pressed.getAttribute("aria-disabled") === "true") return;
    pressed.setAttribute("aria-disabled", "true");
    pressed.textContent = texts().saving;
    const answer = await call("save_item", { sessionId, itemId: id, idempotencyKey: keyOf(id) });
    if (answer) {
      saved.add(id);
      tell(texts().savedNamed(name));
      tellModel();
    }
    const replacement = saveButton(item, main);
    const focused = document.activeElement === pressed;
    pressed.replaceWith(replacement);
    if (focused) replacement.focus();
  });
}

/** One key for an item: pressing twice, or again after a failure, saves once. */
function keyOf(id) {
  if (!keys.has(id)) {
    const random = crypto.getRandomValues(new Uint8Array(16));
    keys.set(id, `card-${Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
  }
  return keys.get(id);
}

function detailsButton(item) {
  const id = text(item.itemId);
  const name = text(item.name);
  if (!abilities.serverTools || !sessionId || !id) return undefined;
  return button(texts().details, texts().detailsNamed(name), {}, async (event) => {
    const pressed = event.currentTarget;
    if (pressed.getAttribute("aria-disabled") === "true") return;
    pressed.setAttribute("aria-disabled", "true");
    const answer = await call("view_item", { sessionId, itemId: id });
    pressed.removeAttribute("aria-disabled");
    if (answer) {
      earlier.push({ ...shown, from: id });
      show({ state: "answer", answer }, true);
    }
  });
}

function openButton(item) {
  const url = webAddress(item.url);
  if (!abilities.openLinks || !url) return undefined;
  return button(texts().open, texts().openNamed(text(item.name)), {}, async () => {
    try {
      const { isError } = await host.request("ui/open-link", { url });
      if (isError) tell(texts().failed, true);
    } catch {
      tell(texts().failed, true);
    }
  });
}

function backButton() {
  if (earlier.length === 0) return undefined;
  return button(`← ${texts().back}`, texts().back, { class: "back" }, () => {
    const { from, ...before } = earlier.pop();
    show(before, false);
    const origin = [...card.querySelectorAll("[data-item]")].find((one) => one.dataset.item === from);
    (origin?.querySelector("button:last-of-type") ?? card.querySelector("h1")).focus();
  });
}

/** @param level of its heading: items of a search stand right below the page's own */
function entry(item, level) {
  const facts = el(
    "div",
    {},
    el(level, { class: "name" }, text(item.name)),
    el("p", { class: "quiet" }, text(item.category)),
    el("p", { class: "price" }, money(item.price, item.currency)),
  );
  const snippet = text(item.snippet);
  if (snippet) facts.append(el("p", { class: "quiet snippet" }, snippet));
  const actions = el("div", { class: "actions" }, saveButton(item, true), detailsButton(item));
  return el("li", { "data-item": text(item.itemId) }, picture(item), facts, actions);
}

function heading(label) {
  return el("h1", { tabindex: "-1" }, label);
}

function count(answer, items) {
  const total = typeof answer.total === "number" ? answer.total : items.length;
  const number = new Intl.NumberFormat(locale).format(total);
  const forms = texts().found;
  const found = (forms[new Intl.PluralRules(locale).select(total)] ?? forms.other)(number);
  const said = answer.totalIsEstimate ? texts().about(found) : found;
  return items.length < total ? texts().shown(items.length, said) : said;
}

function resultsView(answer) {
  const items = list(answer.items);
  if (items.length === 0) return [heading(texts().results), el("p", {}, texts().nothing)];
  return [
    heading(texts().results),
    el("p", { class: "quiet" }, count(answer, items)),
    el("ul", {}, ...items.map((item) => entry(item, "h2"))),
  ];
}

function itemView(answer) {
  const item = answer.item;
  const facts = el(
    "div",
    {},
    heading(text(item.name)),
    el("p", { class: "quiet" }, text(item.category)),
    el("p", { class: "price" }, money(item.price, item.currency)),
    el("p", { class: "description" }, text(item.description)),
    el("div", { class: "actions" }, saveButton(item, true), openButton(item)),
  );
  const similar = list(answer.similar);
  return [
    backButton(),
    el("article", { class: "item" }, picture(item), facts),
    ...(similar.length > 0 ? [el("h2", {}, texts().similar), el("ul", {}, ...similar.map((item) => entry(item, "h3")))] : []),
  ];
}

function confirmationView(answer) {
  const { itemId, revenue, currency } = answer.conversion;
  const item = answer.item && typeof answer.item === "object" ? answer.item : { name: itemId };
  const facts = el(
    "div",
    {},
    el("h2", { class: "name" }, text(item.name)),
    el("p", {}, `${texts().amount}: `, el("span", { class: "price" }, money(revenue, currency))),
    el("div", { class: "actions" }, openButton(item)),
  );
  const pictured = webAddress(item.imageUrl) !== undefined;
  return [
    el(
      "article",
      { class: "confirmation" },
      heading(texts().confirmed),
      el("div", { class: pictured ? "bought" : "bought bare" }, pictured ? picture(item) : undefined, facts),
    ),
  ];
}

function view() {
  if (shown.state === "loading") {
    return [el("p", { class: "quiet" }, shown.query ? texts().searching(shown.query) : texts().loading)];
  }
  if (shown.state === "error") return [el("p", { class: "error" }, shown.detail || texts().failed)];
  const { answer } = shown;
  if (answer.conversion && typeof answer.conversion === "object") return confirmationView(answer);
  if (answer.item && typeof answer.item === "object") return itemView(answer);
  return resultsView(answer);
}

/** @param entered whether a person has come here by a button, so that the focus follows */
function show(next, entered = false) {
  shown = next;
  if (text(shown.answer?.sessionId)) sessionId = text(shown.answer.sessionId);
  render();
  if (entered) card.querySelector("h1")?.focus();
}

function render() {
  page.lang = locale;
  tell("");
  card.replaceChildren(...view().filter((part) => part));
  card.setAttribute("aria-busy", String(shown.state === "loading"));
}

/** Says something to everyone, those who use a screen reader included. */
function tell(message, failed = false) {
  status.textContent = message;
  status.classList.toggle("error", failed);
}

/** The model should not offer again what a person has just done. */
function tellModel() {
  if (!abilities.updateModelContext) return;
  const said = { content: [{ type: "text", text: JSON.stringify({ savedItemIds: [...saved] }) }] };
  host.request("ui/update-model-context", said).catch(() => {});
}

/** Resolves with the answer of a tool, or with nothing once a person has been told that it failed. */
async function call(name, args) {
  tell("");
  try {
    const result = await host.request("tools/call", { name, arguments: args, _meta: { locale } });
    const answer = answerIn(result);
    if (!result.isError && answer) return answer;
    tell(text(answer?.detail) || texts().failed, true);
  } catch {
    tell(texts().failed, true);
  }
  return undefined;
}

function answerIn(result) {
  if (result.structuredContent && typeof result.structuredContent === "object") return result.structuredContent;
  try {
    return JSON.parse(list(result.content).find((part) => part.type === "text").text);
  } catch {
    return undefined;
  }
}

function adapt(context) {
  if (context.theme === "light" || context.theme === "dark") page.dataset.theme = context.theme;
  for (const [name, value] of Object.entries(context.styles?.variables ?? {})) {
    if (name.startsWith("--") && typeof value === "string") page.style.setProperty(name, value);
  }
  for (const [side, pixels] of Object.entries(context.safeAreaInsets ?? {})) {
    if (["top", "right", "bottom", "left"].includes(side) && typeof pixels === "number") {
      document.body.style.setProperty(`padding-${side}`, `${16 + pixels}px`);
    }
  }
  if (context.locale) locale = localeOf(context.locale, locale);
}

host.on("ui/notifications/host-context-changed", (context) => {
  adapt(context);
  render();
});
host.on("ui/notifications/tool-input", (input) => {
  if (shown.state === "loading") show({ state: "loading", query: text(input.arguments?.query) });
});
host.on("ui/notifications/tool-cancelled", () => show({ state: "error", detail: texts().cancelled }));
host.on("ui/notifications/tool-result", (result) => {
  const answer = answerIn(result);
  earlier.length = 0;
  if (result.isError || !answer) show({ state: "error", detail: text(answer?.detail) });
  else {
    if (toolName === "save_item") saved.add(text(answer.item?.itemId));
    show({ state: "answer", answer });
  }
});

render();
host.connect().then(
  (found) => {
    abilities = found.hostCapabilities ?? {};
    toolName = found.hostContext?.toolInfo?.tool?.name;
    adapt(found.hostContext ?? {});
    render();
  },
  () => show({ state: "error" }),
);
