// Warns before the session ends, and lets the editor go on without leaving the page.
const notice = document.querySelector("#session-notice");

if (notice) {
  const SOON = 5 * 60 * 1000;
  const { seconds, editor, state } = notice.dataset;
  const others = new BroadcastChannel("editors-session");
  let ends = Date.now() + seconds * 1000;
  let shown = "";

  const show = (which) => {
    shown = which;
    for (const part of notice.children) part.hidden = part.dataset.when !== which;
  };

  const look = () => {
    const left = ends - Date.now();
    if (left > SOON) return shown === "soon" && show("");
    if (left > 0) notice.querySelector("[data-minutes]").textContent = Math.ceil(left / 60000);
    const which = left > 0 ? "soon" : "over";
    if (shown !== which && shown !== "another") show(which);
  };

  // Signing in changed the page's token, and asking makes the session longer.
  const renew = async () => {
    const answer = await fetch(state, { cache: "no-store" }).then((response) => response.json(), () => ({}));
    if (!answer.seconds) return look();
    if (answer.editor !== editor) return show("another");
    ends = Date.now() + answer.seconds * 1000;
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = answer.token;
    show(shown && "back");
    others.postMessage(answer);
  };

  others.onmessage = ({ data }) => {
    if (shown === "over") renew();
    else if (data.editor === editor) ends = Date.now() + data.seconds * 1000;
    look();
  };
  others.postMessage({ seconds, editor });
  notice.querySelector("button").addEventListener("click", renew);
  addEventListener("focus", () => shown === "over" && renew());
  setInterval(look, 1000);
}
