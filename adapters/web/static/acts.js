// What people do with claims. A vote shows at once; the server's answer has the last word.
import { newAct, send } from "./server.js";
import { me } from "./who.js";
import { drawnFor, refresh } from "./desk.js";
import { tell } from "./told.js";

async function act(path, values, { about = "", ...options } = {}) {
  const answer = await send(path, values, options);
  tell(answer.words && about + answer.words, { at: answer.at, wrong: !answer.ok, as: answer.as });
  return answer;
}

// "12.3: " before an answer says which claim it is about.
const about = (claim) => ({ about: `${claim.querySelector(".label").textContent}: ` });

const path = (claim, what) => `/claims/${claim.dataset.claim}/${what}`;

// Acts on claims go one after the other, each from what its person sees; a claim is not redrawn meanwhile.
let line = Promise.resolve();

function inLine(claim, run) {
  const mine = line.then(async () => {
    if (drawnFor() !== me()) await refresh();
    claim.dataset.busy = "1";
    try {
      return await run();
    } finally {
      delete claim.dataset.busy;
      delete claim.dataset.rev;
    }
  });
  line = mine.catch(() => null);
  return mine.then(async (answer) => {
    await refresh({ past: true });
    return answer;
  });
}

const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

export function vote(button) {
  const claim = button.closest("[data-claim]");
  return inLine(claim, () => ballot(claim, button, "button"));
}

export function react(button) {
  const claim = button.closest("[data-claim]");
  return inLine(claim, () => {
    if (button.dataset.rating !== "dismiss") return ballot(claim, button, "reaction");
    const pressed = isPressed(button);
    button.setAttribute("aria-pressed", String(!pressed));
    return act(path(claim, pressed ? "reopen" : "dismiss"), { via: "reaction" }, about(claim));
  });
}

function ballot(claim, button, via) {
  const { rating } = button.dataset;
  const pressed = isPressed(button);
  button.setAttribute("aria-pressed", String(!pressed));
  guess(claim, rating, pressed);
  return act(path(claim, "ballot"), { rating, via, act: pressed ? "withdraw" : "cast" }, about(claim));
}

// Shows what the vote will make of the buttons before the server has said so.
function guess(claim, rating, pressed) {
  for (const button of claim.querySelectorAll(".rating")) {
    const was = button.classList.contains("mine");
    const is = button.dataset.rating === rating && !pressed;
    const count = button.querySelector(".count");
    const votes = Number(count.textContent) + Number(is) - Number(was);
    button.setAttribute("aria-pressed", String(is));
    button.classList.toggle("mine", is);
    count.textContent = votes > 0 ? String(votes) : "";
  }
}

export function dismiss(claim) {
  return inLine(claim, () => act(path(claim, "dismiss"), { via: "button" }, about(claim)));
}

export function reopen(claim, reason) {
  return inLine(claim, () => act(path(claim, "reopen"), { via: "button", reason }, about(claim)));
}

export async function openThread(button) {
  const row = button.closest("li");
  button.disabled = true;
  const answer = await act(button.dataset.post, {}, about(row));
  if (!answer.ok) button.disabled = false;
  await refresh();
  if (document.activeElement === document.body) row.querySelector(".goto")?.focus();
}

// The same words sent again after a failure are the same act.
const waiting = new WeakMap();

export async function say(form, where) {
  const box = form.querySelector("textarea");
  const text = box.value;
  if (form.dataset.sending) return null;
  const before = waiting.get(form);
  const id = before?.text === text ? before.id : newAct();
  waiting.set(form, { text, id });
  form.dataset.sending = "1";
  const answer = await act(where, { text }, { act: id });
  delete form.dataset.sending;
  if (answer.ok) {
    waiting.delete(form);
    if (box.value === text) box.value = "";
  }
  return { ...answer, act: id };
}
