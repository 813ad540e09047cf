"use strict";
{
  const player = document.querySelector("audio, video");
  const card = document.getElementById("card");
  const halves = [...document.querySelectorAll(".half")];
  const HALF_S = Number(document.querySelector(".timeline").dataset.half);
  const overview = document.querySelector(".overview");
  const heads = [0, 1].map(() => {
    const head = document.createElement("i");
    head.className = "head";
    return head;
  });

  // a bar without a text is a part of one that has it
  const whole = (bar) => (bar.dataset.of ? document.getElementById(bar.dataset.of) : bar);

  const show = (bar) => {
    const from = whole(bar);
    const text = from.querySelector(".text");
    card.querySelector(".about").textContent = from.dataset.about;
    card.querySelector(".text").textContent = text.textContent;
    card.querySelector(".text").lang = text.lang;
    card.hidden = false;
    const at = bar.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 8));
    const below = at.bottom + 6 + card.offsetHeight < window.innerHeight;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${(below ? at.bottom + 6 : at.top - 6 - card.offsetHeight) + window.scrollY}px`;
  };
  const hide = () => { card.hidden = true; };

  const listen = (seconds) => {
    player.currentTime = seconds;
    player.play().catch(() => {}); // the recording may not be there: the page is of use without it
  };

  document.addEventListener("pointerover", (event) => {
    const bar = event.target.closest(".bar");
    if (bar) show(bar);
    else if (event.pointerType === "mouse") hide();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".bar:focus-visible")) show(event.target);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-at]");
    if (chosen) listen(Number(chosen.dataset.at));
    if (!event.target.closest(".bar")) hide();
  });

  const place = (head, inside, share) => {
    head.style.left = `${share * 100}%`;
    if (head.parentNode !== inside) inside.append(head);
  };
  player.addEventListener("timeupdate", () => {
    const now = player.currentTime;
    const here = halves.findLast((half) => Number(half.dataset.from) <= now);
    if (here) place(heads[0], here, (now - Number(here.dataset.from)) / HALF_S);
    if (overview) place(heads[1], overview, now / Number(overview.dataset.length));
  });
  player.addEventListener("error", () => { document.getElementById("missing").hidden = false; });
}
