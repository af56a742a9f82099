// Sliders on slides, and content that is higher than a slide. reveal.js and book.js do the rest.
"use strict";

const paper = /[?&]print-pdf/.test(location.search);

// After a drag the keys, and a remote control, turn the pages again.
document.addEventListener("pointerup", (event) => {
  if (event.target.closest(".control")) setTimeout(() => document.activeElement.blur(), 0);
});

// A swipe over a slider moves the slider.
document.addEventListener("DOMContentLoaded", () => {
  for (const control of document.querySelectorAll(".control")) control.dataset.preventSwipe = "";
});

// On paper every picture is seen at once.
if (paper) for (const image of document.querySelectorAll("img[loading]")) image.loading = "eager";

// Pictures take the room that there is. Where a slide is too full after all, its letters shrink.
function fit(slide) {
  const style = slide.style;
  const full = () => slide.scrollHeight > Reveal.getConfig().height;
  const letters = (element) => parseFloat(getComputedStyle(element).fontSize);
  let high = 560;
  do style.setProperty("--picture", `${high}px`);
  while (full() && (high -= 20) >= 240);
  let size = Math.round((100 * letters(slide)) / letters(slide.parentElement));
  while (full() && size > 55) style.setProperty("--letters", `${(size -= 3) / 100}em`);
}

if (paper) Reveal.on("pdf-ready", () => Reveal.getSlides().forEach(fit));
else {
  Reveal.on("slidechanged", (event) => fit(event.currentSlide));
  addEventListener("load", () => fit(Reveal.getCurrentSlide()));
}
