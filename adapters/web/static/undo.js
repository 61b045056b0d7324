// Undo is offered for five minutes of the desk's own time; the server has the last word.
import { now, speed } from "./times.js";

const LASTS = 5 * 60_000;
const EVERY = 5_000;
const SOONEST = 250;

export const undoable = (at) => Boolean(at) && now() - new Date(at) < LASTS;

export function undoButton({ claim, undo, at }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "small-button";
  button.textContent = "Undo";
  Object.assign(button.dataset, { act: "undo", claim, undo, at });
  return button;
}

// Buttons go when their time is over, or at once when their act was undone.
export function retire(undone = null) {
  for (const button of document.querySelectorAll('[data-act="undo"]')) {
    if (button.dataset.undo === undone || !undoable(button.dataset.at)) button.remove();
  }
}

export function watchUndo() {
  setInterval(() => retire(), Math.max(SOONEST, EVERY / speed));
}
