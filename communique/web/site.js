// What every served page has beside the article's own script: theme, the key "/", and the views by their numbers.
"use strict";
(() => {
  const root = document.documentElement, theme = document.getElementById("theme");
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage is switched off */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  root.classList.add("js");

  if (document.body.classList.contains("framed")) { // the article view's script does this itself
    if (recall("theme")) root.dataset.theme = recall("theme");
    theme?.addEventListener("click", () => {
      const dark = (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
      root.dataset.theme = dark ? "light" : "dark";
      remember("theme", root.dataset.theme);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || recall("keys") === "off" || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio])")) return;
    if (event.key === "/") {
      const box = document.querySelector("input[type=search][name=q]");
      if (box?.offsetParent) { box.focus(); box.select(); } else location.assign("/search");
      event.preventDefault();
    } else if ("1234".includes(event.key)) document.querySelectorAll(".views a")[Number(event.key) - 1]?.click();
  });
})();
