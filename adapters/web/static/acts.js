// What people do with claims. A vote shows at once; the server's answer has the last word.
import { newAct, send } from "./server.js";
import { me } from "./who.js";
import { drawnFor, refresh } from "./desk.js";
import { tell, undone } from "./told.js";

export const claimOf = (element) => element.closest("article[data-claim]");
export const shown = (id) => document.getElementById(`claim-${id}`);

// Sends one act and says what came of it, to whoever did it.
export async function act(path, values, { about = "", ...options } = {}) {
  const answer = await send(path, values, options);
  tell(answer.words && about + answer.words, { ...answer, wrong: !answer.ok });
  return answer;
}

// "12.3: " before an answer says which claim it is about.
const about = (place) => {
  const label = place?.querySelector(".label")?.textContent;
  return label ? { about: `${label}: ` } : {};
};

// Waits until the page shows what the chosen person sees.
export const current = async () => {
  if (drawnFor() !== me()) await refresh();
};

// Acts on claims go one after the other, each from what its person sees; a claim is not redrawn meanwhile.
let line = Promise.resolve();

function inLine(id, run) {
  const mine = line.then(async () => {
    await current();
    const claim = shown(id);
    if (claim) claim.dataset.busy = "1";
    try {
      return await run(claim);
    } finally {
      delete claim?.dataset.busy;
      delete claim?.dataset.rev;
    }
  });
  line = mine.catch(() => null);
  return mine.then(async (answer) => {
    await refresh({ past: true });
    return answer;
  });
}

// One act on the claim of this id, which need not stand on this page.
export function deed(id, what, values = {}) {
  return inLine(id, (claim) => act(`/claims/${id}/${what}`, values, about(claim)));
}

export const dismiss = (id) => deed(id, "dismiss", { via: "button" });

export const cast = (id, ballot) => deed(id, "ballot", { ...ballot, act: "cast", via: "button" });

export async function undo(id, which) {
  const answer = await deed(id, "undo", { act: which });
  if (answer.ok) undone(which);
}

export function history(claim) {
  return act("/messages", { text: `/claims history ${claim.querySelector(".label").textContent}` });
}

const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

// `then` hears the answer before the next act in line.
export function vote(button, then) {
  return inLine(claimOf(button).dataset.claim, async (claim) => {
    const { question } = button.closest(".asked").dataset;
    const ballot = { rating: button.dataset.rating, question, wording: claim.dataset.wording };
    const answer = await sendBallot(claim, button, ballot, "button");
    then(claim, ballot, answer);
    return answer;
  });
}

export function react(button) {
  return inLine(claimOf(button).dataset.claim, (claim) => {
    const { rating } = button.dataset;
    if (rating !== "dismiss") {
      const ballot = { rating, question: "so", wording: claim.dataset.wording };
      return sendBallot(claim, button, ballot, "reaction");
    }
    const pressed = isPressed(button);
    button.setAttribute("aria-pressed", String(!pressed));
    const what = pressed ? "reopen" : "dismiss";
    return act(`/claims/${claim.dataset.claim}/${what}`, { via: "reaction" }, about(claim));
  });
}

function sendBallot(claim, button, ballot, via) {
  const asked = claim.querySelector(`.asked[data-question="${ballot.question}"]`);
  const pressed = isPressed(button) && !asked.dataset.settled;
  if (!asked.dataset.settled) {
    button.setAttribute("aria-pressed", String(!pressed));
    guess(asked, ballot.rating, pressed);
  }
  const values = { ...ballot, via, act: pressed ? "withdraw" : "cast" };
  return act(`/claims/${claim.dataset.claim}/ballot`, values, about(claim));
}

// Shows what the vote will make of the buttons before the server has said so.
function guess(asked, rating, pressed) {
  for (const button of asked.querySelectorAll(".rating")) {
    const was = button.classList.contains("mine");
    const is = button.dataset.rating === rating && !pressed;
    button.setAttribute("aria-pressed", String(is));
    button.classList.toggle("mine", is);
    if (asked.dataset.blind) continue;
    const count = button.querySelector(".count");
    const votes = Number(count.textContent) + Number(is) - Number(was);
    count.textContent = votes > 0 ? String(votes) : "";
  }
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
  const answer = await act(where, { text }, { ...about(claimOf(form)), act: id });
  delete form.dataset.sending;
  if (answer.ok) {
    waiting.delete(form);
    if (box.value === text) box.value = "";
  }
  return { ...answer, act: id };
}
