// The menu of a claim, by mouse and by keyboard. The server says which entries apply.
import { deed, dismiss, history, undo } from "./acts.js";
import { evidence, handOver, reopen, reword } from "./asks.js";
import { leave } from "./dialogs.js";
import { snooze } from "./dues.js";
import { undoable } from "./undo.js";

const ITEMS = {
  evidence: { words: "Evidence", run: evidence },
  said: { words: "Was it said?", run: (id) => deed(id, "said") },
  "hand-over": { words: "Hand over", run: handOver },
  release: { words: "Release", run: (id) => deed(id, "release") },
  snooze: { words: "Snooze", run: snooze },
  reword: { words: "Reword", run: reword },
  reopen: { words: "Reopen", run: reopen },
  dismiss: { words: "Not a claim", run: dismiss },
  undo: { words: "Undo", run: takeBack },
  history: { words: "History", run: (id, claim) => history(claim) },
};
let open = null;

function takeBack(id, claim) {
  leave({ keep: true });
  return undo(id, claim.dataset.own);
}

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
  const claim = button.closest("[data-claim]");
  const names = button.dataset.items.split(" ").filter((name) => name !== "undo" || undoable(claim.dataset.ownAt));
  for (const name of names) menu.append(entry(button, ITEMS[name]));
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
    run(claim.dataset.claim, claim);
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
