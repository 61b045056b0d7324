// Who this tab is. The address says it, else what the tab was before; two tabs may be two people.
const select = document.getElementById("people");
const KEY = "claimdesk-as";

export const me = () => select.value;

export function settle(changed) {
  const known = (id) => [...select.options].some((option) => option.value === id);
  const wanted = new URLSearchParams(location.search).get("as") ?? sessionStorage.getItem(KEY);
  if (known(wanted)) select.value = wanted;
  remember();
  select.addEventListener("change", () => {
    remember();
    changed();
  });
  return select.value !== document.body.dataset.me;
}

function remember() {
  const address = new URL(location.href);
  address.searchParams.set("as", select.value);
  history.replaceState(null, "", address);
  sessionStorage.setItem(KEY, select.value);
}
