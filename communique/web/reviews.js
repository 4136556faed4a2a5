// Decisions without leaving the page: forms are sent in the background, and what the server shows then is taken over.
"use strict";
((page) => {
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const PARTS = ["#article", ".rail", ".tallies", ".cast"];

  // The page as the server has it now, in the place of the old one; switches, selection and focus stay.
  function take(fresh, { keep = true, focus = true } = {}) {
    const ids = page.selected()?.dataset.ids.split(" ") ?? [], set = new Map(all("input[id]:not([type=text])").map((box) => [box.id, box.checked]));
    const open = all(".strip details, .standing details, .source details, .key details").map((node) => node.open);
    for (const part of PARTS) {
      const old = document.querySelector(part), now = fresh.querySelector(part);
      if (old && now) old.replaceWith(now);
    }
    all("input[id]:not([type=text])").forEach((box) => { if (set.has(box.id) && !box.closest("form")) box.checked = set.get(box.id); });
    all(".strip details, .standing details, .source details, .key details").forEach((node, i) => { node.open = open[i] ?? node.open; });
    page.refresh();
    const card = keep && ids.map(page.byId).find(Boolean);
    if (card) page.select(card, { scroll: false, focus });
    document.dispatchEvent(new CustomEvent("taken"));
  }

  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  const labels = () => all(".card").flatMap((card) => card.dataset.ids.split(" "));

  // Sends a form as it would be sent; `button` is the one that was pressed.
  async function send(form, button) {
    const sent = new URLSearchParams(new FormData(form));
    if (button?.name) sent.append(button.name, button.value);
    document.documentElement.classList.add("sending");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      const fresh = await parsed(answer), asks = fresh.querySelector("form.asks"), again = fresh.querySelector("form.correct");
      if (asks) ask(asks);
      else if (!answer.ok && again) {
        const why = again.querySelector("[role=alert]");
        (document.querySelector("form.correct") ?? form).replaceWith(again);
        page.arrange();
        why?.scrollIntoView({ block: "nearest" });
        page.say(why?.textContent ?? "");
      }
      else if (!answer.ok) page.say(fresh.querySelector("[role=alert]")?.textContent ?? "Not kept");
      else {
        const before = new Set(labels());
        take(fresh);
        const added = labels().find((label) => !before.has(label));
        if (added) page.select(page.byId(added), { focus: true });
        page.say(`Kept · checked ${document.getElementById("checked")?.textContent ?? ""}`);
      }
    } catch {
      page.say("Not kept: the server does not answer");
    } finally {
      document.documentElement.classList.remove("sending");
    }
  }

  // Who decides: asked once, then the decision goes on.
  function ask(form) {
    const dialog = document.createElement("dialog");
    dialog.append(form);
    dialog.setAttribute("aria-labelledby", "asks");
    form.querySelector(".cancel").addEventListener("click", (event) => { event.preventDefault(); dialog.close(); });
    form.addEventListener("submit", () => dialog.close());
    dialog.addEventListener("close", () => { dialog.remove(); page.selected()?.focus({ preventScroll: true }); });
    document.body.append(dialog);
    dialog.showModal();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches(".verdicts, .undo, .reviewer, .asks, form.correct[method=post]")) {
      event.preventDefault();
      send(form, event.submitter);
    }
  });

  // The form of a correction opens in its card.
  async function open(address, card) {
    try {
      const form = (await parsed(await fetch(address))).querySelector("form.correct");
      if (!form) return;
      document.querySelector("form.correct")?.querySelector(".cancel")?.click();
      if (card) card.querySelector(".verdicts").replaceWith(form);
      else document.querySelector(".margin").prepend(form);
      page.arrange();
      form.querySelector("input:not([type=hidden]), select, textarea, summary")?.focus({ preventScroll: true });
      if (!matchMedia("(min-width: 1100px)").matches) form.scrollIntoView({ block: card ? "start" : "center" });
      document.dispatchEvent(new CustomEvent("taken"));
    } catch {
      page.say("The form can't be opened: the server does not answer");
    }
  }

  async function close(form) {
    const card = form.closest(".card");
    if (!card) { form.remove(); page.arrange(); return; }
    try {
      take(await parsed(await fetch(form.querySelector(".cancel").href)));
    } catch {
      location.assign(form.querySelector(".cancel").href);
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".correct-it, #add-item, .correct .cancel");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const form = link.closest("form.correct");
    if (form) close(form);
    else {
      const card = link.closest(".card");
      if (card && card !== page.selected()) page.select(card, { scroll: false });
      open(link.href, card);
    }
  });

  const typing = (node) => node.closest?.("textarea, select, input:not([type=checkbox], [type=radio])");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const form = event.target.closest?.("form.correct");
    if (event.key === "Escape" && !document.documentElement.classList.contains("picking")) {
      const shown = form ?? document.querySelector("form.correct.new");
      if (shown?.querySelector(".cancel")) { event.preventDefault(); event.stopImmediatePropagation(); shown.querySelector(".cancel").click(); }
      return;
    }
    if (form || typing(event.target) || !page.keysOn()) return;
    const card = page.selected(), press = (query) => { const node = card?.querySelector(query); node?.click(); return node; };
    let done = null;
    if (event.key === "a" && card) done = press(".verdicts [value=accept][aria-pressed=false]") ?? (page.say("Accepted already"), card);
    else if (event.key === "e" && card) done = press(".correct-it");
    else if (event.key === "x" && card) done = press(".verdicts [value=reject]");
    else if (event.key === "u") { done = document.getElementById("next-unsure"); done?.click(); page.selected()?.focus({ preventScroll: true }); }
    else if (event.key === "z") { done = document.getElementById("undo-last"); if (done) done.click(); else page.say("Nothing of yours to undo"); }
    if (done) event.preventDefault();
  }, true);

  page.open = open;
})(window.communique);
