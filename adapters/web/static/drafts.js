// What somebody is typing in a thread, kept while the thread itself comes and goes.
const drafts = new Map();
const claimOf = (box) => box.closest("[data-claim]")?.dataset.claim;

export function keep(box) {
  const claim = claimOf(box);
  if (claim && box.value) drafts.set(claim, box.value);
  else drafts.delete(claim);
}

export function restore(root) {
  for (const box of root.querySelectorAll(".answer textarea")) {
    const draft = drafts.get(claimOf(box));
    if (draft && !box.value) box.value = draft;
  }
}
