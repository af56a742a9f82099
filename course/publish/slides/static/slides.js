// Sliders on slides, and content that is higher than a slide. reveal.js and book.js do the rest.
"use strict";

const FULL = 100, SMALLEST = 55; // percent of a slide's size of letters
const paper = /[?&]print-pdf/.test(location.search);

// After a drag the keys, and a remote control, turn the pages again.
document.addEventListener("pointerup", (event) => {
  const control = event.target.closest(".control");
  if (control) setTimeout(() => document.activeElement.blur(), 0);
});

// A swipe over a slider moves the slider.
document.addEventListener("DOMContentLoaded", () => {
  for (const control of document.querySelectorAll(".control")) control.dataset.preventSwipe = "";
});

// On paper every picture is seen at once.
if (paper) for (const image of document.querySelectorAll("img[loading]")) image.loading = "eager";

function fit(slide) {
  if (!slide || paper) return;
  const high = Reveal.getConfig().height;
  let size = FULL;
  slide.style.fontSize = "";
  while (slide.scrollHeight > high && size > SMALLEST) {
    size -= 3;
    slide.style.fontSize = `${size}%`;
  }
}

Reveal.on("ready", (event) => fit(event.currentSlide));
Reveal.on("slidechanged", (event) => fit(event.currentSlide));
