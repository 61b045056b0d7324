// Buttons on a claim that need no words: its evidence, its uses, who has it, and what a recall asks.
import { claimOf, deed } from "./acts.js";

const idOf = (button) => claimOf(button).dataset.claim;

export const take = (button) => deed(idOf(button), "take");

export function stance(button) {
  const { evidence } = button.closest("[data-evidence]").dataset;
  for (const one of button.parentElement.querySelectorAll(".stance")) {
    one.setAttribute("aria-pressed", String(one === button));
  }
  return deed(idOf(button), `evidence/${evidence}/mark`, { stance: button.dataset.stance });
}

export function remove(button) {
  const { evidence } = button.closest("[data-evidence]").dataset;
  return deed(idOf(button), `evidence/${evidence}/remove`);
}

export function step(button) {
  const { slug } = button.closest("[data-slug]").dataset;
  return deed(idOf(button), "use/change", { step: button.dataset.step, slug });
}

export function recall(button) {
  const { claim, recall: which, answer } = button.dataset;
  return deed(claim, `recalls/${which}`, { answer });
}
