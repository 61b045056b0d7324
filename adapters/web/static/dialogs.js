// Where an act asks for words: one builder, for what waits for an answer and for what blocks nothing.
let count = 0;
let aside = null;
// What was typed and neither saved nor thrown away, by the name of the draft.
const drafts = new Map();

// `fields` are objects with name, label and kind: words (several lines), line, choice (of `options`) or
// select. `save` gets the values by name and gives an answer; what went wrong is shown, and nothing is lost.
// Where a click says all, `answers` are buttons in place of Save: name, value and words of each.
export function ask({ back, ...what }) {
  const dialog = built(what, raise);
  dialog.addEventListener("close", () => {
    if (!dialog.dataset.saving) dialog.remove();
    if (aside) aside.hidden = false;
    back?.()?.focus();
  });
  document.body.append(dialog);
  raise(dialog);
  first(dialog).select?.();
}

function raise(dialog) {
  if (aside) aside.hidden = true;
  dialog.showModal();
  first(dialog).focus();
}

// Opens after an element and takes the focus from nobody: it may be left unanswered.
export function offer(place, { back, draft, ...what }) {
  const typed = drafts.get(draft) ?? {};
  drafts.delete(draft);
  const fields = what.fields.map((field) => ({ ...field, value: typed[field.name] }));
  const dialog = built({ ...what, fields }, stand);
  dialog.classList.add("aside");
  dialog.dataset.live = "1";
  dialog.dataset.draft = draft;
  dialog.addEventListener("close", () => {
    const held = dialog.contains(document.activeElement);
    if (!dialog.dataset.saving) dialog.remove();
    if (aside === dialog) aside = null;
    if (held) back?.()?.focus();
  });
  place.after(dialog);
  stand(dialog);
}

function stand(dialog) {
  leave();
  // show() would move the focus into it.
  dialog.open = true;
  aside = dialog;
}

// Takes away what was offered and not answered; `keep`: what was typed is there when it is offered again.
export function leave({ keep = false } = {}) {
  if (keep && aside) drafts.set(aside.dataset.draft, typedIn(aside));
  aside?.close();
  aside = null;
}

export function watchDialogs() {
  document.addEventListener("keydown", (event) => {
    const elsewhere = event.defaultPrevented || document.querySelector("dialog:modal");
    if (event.key === "Escape" && !elsewhere) leave();
  });
}

const typedIn = (dialog) => Object.fromEntries(new FormData(dialog.querySelector("form")));
const first = (dialog) => dialog.querySelector("textarea, input, select, button[name]");

function built({ title, about = "", note = "", fields = [], answers = [], save }, open) {
  count += 1;
  const id = `ask-${count}`;
  const dialog = make("dialog", { "aria-labelledby": id });
  const wrong = make("p", { class: "wrong", role: "alert", hidden: "" });
  const cancel = make("button", { type: "button", class: "small-button" }, "Cancel");
  const form = make("form", {}, make("h2", { id }, title));
  if (about) form.append(make("p", { class: "sentence", dir: "auto" }, about));
  if (note) form.append(make("p", { class: "note" }, note));
  fields.forEach((field) => form.append(...KINDS[field.kind](field, `${id}-${field.name}`)));
  if (answers.length) form.append(make("div", { class: "answers" }, ...answers.map(answering)));
  const confirm = answers.length ? [] : [make("button", { class: "primary" }, "Save")];
  form.append(wrong, make("div", { class: "row" }, cancel, ...confirm));
  dialog.append(form);
  cancel.addEventListener("click", () => dialog.close());
  // It goes at once, so that nobody waits for the server, and comes back with what went wrong.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    dialog.dataset.saving = "1";
    dialog.close();
    const { name, value } = event.submitter ?? {};
    const answer = await save({ ...typedIn(dialog), ...(name && { [name]: value }) });
    delete dialog.dataset.saving;
    if (answer.ok || !dialog.isConnected) return dialog.remove();
    wrong.textContent = answer.words;
    wrong.hidden = false;
    open(dialog);
  });
  return dialog;
}

const answering = ([name, value, words]) => make("button", { class: "answering", name, value }, words);

const KINDS = {
  words: ({ name, label, value = "" }, id) => {
    const box = make("textarea", { id, name, rows: 3 });
    box.value = value;
    return [make("label", { for: id }, label), box];
  },
  line: ({ name, label, value = "", hint = "" }, id) => [
    make("label", { for: id }, label),
    make("input", { id, name, value, placeholder: hint, autocomplete: "off" }),
  ],
  select: ({ name, label, options }, id) => [
    make("label", { for: id }, label),
    make("select", { id, name }, ...options.map(([value, words]) => make("option", { value }, words))),
  ],
  choice: ({ name, label, options, value }, id) => [
    make("fieldset", {}, make("legend", {}, label), ...options.map(([one, words]) => {
      const radio = make("input", { type: "radio", name, value: one, id: `${id}-${one}` });
      radio.checked = one === value;
      return make("label", { for: radio.id }, radio, words);
    })),
  ],
};

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
