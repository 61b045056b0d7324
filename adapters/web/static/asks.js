// The acts that ask for words first, and the place for a reason after a vote.
import { cast, claimOf, current, deed, shown, vote } from "./acts.js";
import { ask, leave, offer } from "./dialogs.js";
import { me } from "./who.js";

const PIECE = "claimdesk-piece";
const sentence = (claim) => claim?.getAttribute("aria-label") ?? "";
const menuOf = (id) => () => shown(id)?.querySelector(".menu-button");
const reasonField = { name: "reason", label: "Reason", kind: "words" };

// A rating counts with the click; only a chief on what is disputed is asked for a reason first.
export async function rate(button) {
  leave({ keep: true });
  await current();
  if (button.closest("[data-rules]")) return rule(button);
  return vote(button, (claim, ballot, answer) => {
    if (answer.offer === "reason") explain(claim, ballot, button);
    else leave({ keep: true });
  });
}

function rule(button) {
  const claim = claimOf(button);
  const { claim: id, wording } = claim.dataset;
  const ballot = { rating: button.dataset.rating, question: button.closest(".asked").dataset.question, wording };
  ask({
    title: `Rule: ${words(button)}`,
    about: sentence(claim),
    note: "Editors disagree here. Your rating with a reason settles it, under your name.",
    fields: [reasonField],
    save: ({ reason }) => cast(id, { ...ballot, reason }),
    back: () => button,
  });
}

function explain(claim, ballot, button) {
  const { claim: id } = claim.dataset;
  offer(claim.querySelector(".votes"), {
    draft: `${me()}/${id}`,
    title: `Why ${words(button)}?`,
    note: "A verdict needs a reason or a source from somebody. Neither has to be given now.",
    fields: [reasonField, { name: "source", label: "Source", kind: "line", hint: "A link, or a note" }],
    save: async ({ reason, source }) => {
      const said = reason.trim() ? await cast(id, { ...ballot, reason }) : { ok: true };
      return said.ok && source.trim() ? deed(id, "evidence", { text: source }) : said;
    },
    back: () => button,
  });
}

// The words of a rating button without its count.
const words = (button) => button.querySelector(".call").textContent;

export function use(button) {
  const { claim: id } = claimOf(button).dataset;
  ask({
    title: "You use this claim",
    about: sentence(claimOf(button)),
    note: "You will hear when it is settled and when it changes.",
    fields: [{ name: "piece", label: "Piece", kind: "line", value: lastPiece(), hint: "Its name; may be left empty" }],
    save: async ({ piece }) => {
      const answer = await deed(id, "use", { slug: piece });
      if (answer.ok) sessionStorage.setItem(`${PIECE}-${me()}`, piece);
      return answer;
    },
    back: () => button,
  });
}

const lastPiece = () => sessionStorage.getItem(`${PIECE}-${me()}`) ?? "";

export function evidence(id) {
  ask({
    title: "Evidence",
    about: sentence(shown(id)),
    fields: [
      { name: "text", label: "Source", kind: "line", hint: "A link, or a note: called the ministry, 14:10" },
      { name: "stance", label: "What it does to the claim", kind: "choice", value: "context",
        options: [["supports", "Supports"], ["refutes", "Refutes"], ["context", "Context"]] },
    ],
    save: (values) => deed(id, "evidence", values),
    back: menuOf(id),
  });
}

export function handOver(id) {
  const people = [...document.getElementById("people").options].map(({ value, label }) => [value, label]);
  ask({
    title: "Hand over",
    about: sentence(shown(id)),
    fields: [{ name: "to", label: "To", kind: "select", options: people.filter(([person]) => person !== me()) }],
    save: (values) => deed(id, "hand-over", values),
    back: menuOf(id),
  });
}

export function reword(id) {
  const claim = shown(id);
  const now = claim.querySelector(".reworded")?.textContent ?? sentence(claim);
  ask({
    title: "Reword",
    about: sentence(claim),
    note: "The sentence stays as it is; your words stand beside it. What was voted before is open again.",
    fields: [{ name: "text", label: "Wording", kind: "words", value: now }],
    save: (values) => deed(id, "reword", values),
    back: menuOf(id),
  });
}

export function reopen(id) {
  const settled = [...(shown(id)?.querySelectorAll(".asked[data-settled]") ?? [])];
  const questions = settled.map((asked) => [asked.dataset.question, asked.getAttribute("aria-label")]);
  const which = { name: "question", label: "Which question", kind: "choice", value: "", options: [["", "Both"], ...questions] };
  ask({
    title: "Reopen this claim",
    about: sentence(shown(id)),
    fields: [reasonField, ...(settled.length > 1 ? [which] : [])],
    save: ({ reason, question }) => deed(id, "reopen", { via: "button", reason, ...(question && { question }) }),
    back: menuOf(id),
  });
}
