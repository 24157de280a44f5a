"use strict";
// Shows the progress without loading the page again; the page works without it.
const show = async () => {
  const far = await (await fetch("/progress.json")).json();
  if (!far.working) { location.reload(); return; }
  document.getElementById("text").textContent = far.text;
  document.getElementById("left").textContent = far.left;
  document.getElementById("bar").value = far.percent;
  setTimeout(show, 1000);
};
setTimeout(show, 500);
