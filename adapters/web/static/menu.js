// The menu of a claim, by mouse and by keyboard, and the dialog that asks for a reason.
import { dismiss, reopen } from "./acts.js";

const ITEMS = {
  dismiss: { words: "Not a claim", run: (claim) => dismiss(claim) },
  reopen: { words: "Reopen", run: (claim) => askWhy(claim) },
};
let open = null;

export function toggle(button) {
  const same = open?.button === button;
  shut();
  if (!same) show(button);
}

function show(button) {
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.role = "menu";
  menu.dataset.live = "1";
  menu.setAttribute("aria-label", "Menu");
  for (const name of button.dataset.items.split(" ")) menu.append(entry(button, ITEMS[name]));
  button.after(menu);
  button.setAttribute("aria-expanded", "true");
  open = { button, menu };
  menu.addEventListener("keydown", keys);
  menu.scrollIntoView({ block: "nearest" });
  menu.firstElementChild.focus();
}

function entry(button, { words, run }) {
  const item = document.createElement("button");
  item.type = "button";
  item.role = "menuitem";
  item.tabIndex = -1;
  item.textContent = words;
  item.addEventListener("click", () => {
    const claim = button.closest("[data-claim]");
    shut();
    button.focus();
    run(claim);
  });
  return item;
}

export function shut() {
  if (!open) return;
  open.menu.remove();
  open.button.setAttribute("aria-expanded", "false");
  open = null;
}

function keys(event) {
  const items = [...open.menu.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length).focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    const { button } = open;
    shut();
    button.focus();
  }
}

export function watchMenus() {
  document.addEventListener("pointerdown", (event) => {
    if (open && !open.menu.contains(event.target) && !open.button.contains(event.target)) shut();
  });
}

function askWhy(claim) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "ask-title");
  dialog.innerHTML = `<form><h2 id="ask-title">Reopen this claim</h2><p class="sentence" dir="auto"></p>
    <label for="ask-reason">Reason</label><textarea id="ask-reason" rows="3" maxlength="2000"></textarea>
    <p class="wrong" role="alert" hidden></p>
    <div class="row"><button type="button" class="small-button">Cancel</button><button class="primary">Save</button></div></form>`;
  dialog.querySelector(".sentence").textContent = claim.getAttribute("aria-label");
  const [form, reason, wrong] = ["form", "textarea", ".wrong"].map((what) => dialog.querySelector(what));
  dialog.querySelector(".small-button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    document.getElementById(claim.id)?.querySelector(".menu-button")?.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await reopen(claim, reason.value);
    if (answer.ok) return dialog.close();
    wrong.textContent = answer.words;
    wrong.hidden = false;
    reason.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  reason.focus();
}
