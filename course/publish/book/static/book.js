// Sliders for pictures whose frames are files, and predictions before what came out.
"use strict";

// Where a page is opened as a file, Sphinx's search can't fetch pages for excerpts.
if (typeof DOCUMENTATION_OPTIONS !== "undefined" && location.protocol === "file:") {
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}

function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const told = (element) => JSON.parse(element.querySelector("script").textContent);

class Frames {
  constructor(figure) {
    Object.assign(this, told(figure));
    this.figure = figure;
    this.shown = figure.querySelector("img");
    this.words = figure.querySelector("figcaption");
    this.images = new Map();
    this.places = this.sliders.map((slider) => slider.start);
    this.images.set(this.number(this.places), this.shown);
    this.inputs = this.sliders.map((slider, k) => this.control(slider, k));
  }

  // The last slider's stops lie side by side.
  number(places) {
    return places.reduce((sum, place, k) => sum * this.sliders[k].labels.length + place, 0);
  }

  control(slider, k) {
    const last = slider.labels.length - 1;
    const input = made("input", { type: "range", min: 0, max: last, step: 1 });
    const value = made("output", {}, slider.labels[slider.start]);
    input.value = slider.start;
    const move = () => {
      this.places[k] = Number(input.value);
      value.textContent = slider.labels[this.places[k]];
      input.setAttribute("aria-valuetext", slider.labels[this.places[k]]);
      this.show();
    };
    input.addEventListener("input", move);
    for (const event of ["pointerenter", "focus"]) input.addEventListener(event, () => this.prefetch());
    input.setAttribute("aria-valuetext", slider.labels[slider.start]);
    const row = made("label", { class: "slider" }, made("span", {}, slider.name), input, value);
    const line = made("div", { class: "control" }, row);
    if (slider.time) line.append(this.player(slider, input, move));
    this.figure.insertBefore(line, this.shown);
    return input;
  }

  player(slider, input, move) {
    const button = made("button", { type: "button" }, "Play");
    const last = slider.labels.length - 1;
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      button.textContent = "Play";
    };
    button.addEventListener("click", () => {
      if (timer) return stop();
      if (Number(input.value) === last) input.value = 0;
      else input.value = Number(input.value) + 1;
      move();
      button.textContent = "Pause";
      timer = setInterval(() => {
        if (Number(input.value) === last) return stop();
        input.value = Number(input.value) + 1;
        move();
      }, Math.min(800, Math.max(50, 8000 / last)));
    });
    input.addEventListener("pointerdown", stop);
    return button;
  }

  image(number) {
    if (!this.images.has(number)) {
      const image = this.shown.cloneNode();
      image.loading = "eager";
      image.decoding = "sync";
      image.src = this.folder + this.files[number];
      image.decode().catch(() => {}); // a frame that can't be loaded shows as a broken picture
      this.images.set(number, image);
    }
    return this.images.get(number);
  }

  // Words and picture change together; while a frame loads, the one before stays.
  show() {
    const number = this.number(this.places);
    this.wanted = number;
    const image = this.image(number);
    const put = () => {
      if (this.wanted !== number) return;
      this.shown.replaceWith(image);
      this.shown = image;
      this.words.textContent = this.alts[number];
    };
    if (image.complete) put();
    else for (const event of ["load", "error"]) image.addEventListener(event, put, { once: true });
    this.prefetch();
  }

  // The frames around the hand first, then the rest of each slider's way.
  prefetch() {
    const wanted = [];
    this.sliders.forEach((slider, k) => {
      slider.labels.forEach((_, place) => {
        const places = [...this.places];
        places[k] = place;
        wanted.push([Math.abs(place - this.places[k]), this.number(places)]);
      });
    });
    wanted.sort((one, other) => one[0] - other[0]);
    this.queue = wanted.map((pair) => pair[1]).filter((number) => !this.images.has(number));
    if (!this.loading) this.next();
  }

  next() {
    const number = this.queue.shift();
    this.loading = number !== undefined;
    if (!this.loading) return;
    const image = this.image(number);
    const on = () => this.next();
    if (image.complete) setTimeout(on, 0);
    else for (const event of ["load", "error"]) image.addEventListener(event, on, { once: true });
  }
}

// What lies between a prediction and the end of its reveal waits until a choice is made.
class Prediction {
  constructor(element) {
    this.reveal = element.nextElementSibling;
    this.summary = this.reveal.querySelector("summary");
    this.guesses = told(element);
    this.said = new Map();
    this.lock(true);
    this.summary.addEventListener("click", (event) => {
      if (this.said.size < this.guesses.length) event.preventDefault();
    });
    const form = made("form", {}, ...this.guesses.map((guess) => this.field(guess)));
    form.addEventListener("submit", (event) => event.preventDefault());
    element.append(form);
  }

  lock(closed) {
    this.summary.textContent = closed ? "What came out: first choose above" : "What came out";
    this.summary.setAttribute("aria-disabled", closed);
    if (!closed) this.reveal.open = true;
  }

  field(guess) {
    const name = this.guesses.length > 1 ? guess.name.replaceAll("_", " ") : "guess";
    if (!guess.options.length) {
      const input = made("input", { type: "number", step: "any" });
      const button = made("button", { type: "submit" }, "Choose");
      button.addEventListener("click", () => input.value !== "" && this.choose(guess, input.value));
      return made("div", { class: "options" }, made("label", {}, `Your ${name}: `, input), button);
    }
    const buttons = guess.options.map((option) =>
      made("button", { type: "button", "aria-pressed": false }, option));
    buttons.forEach((button) => button.addEventListener("click", () => {
      for (const other of buttons) other.setAttribute("aria-pressed", other === button);
      this.choose(guess, button.textContent);
    }));
    const label = made("span", {}, `Your ${name}: `);
    return made("div", { class: "options", role: "group", "aria-label": `Your ${name}` }, label, ...buttons);
  }

  choose(guess, value) {
    const sentence = (words) => (words ? `You said ${words}.` : "You made no guess.");
    const before = sentence(this.said.get(guess.name));
    this.said.set(guess.name, value);
    if (this.said.size < this.guesses.length) return;
    this.lock(false);
    const texts = document.createTreeWalker(this.reveal, NodeFilter.SHOW_TEXT);
    while (this.guesses.length === 1 && texts.nextNode()) {
      const text = texts.currentNode;
      text.data = text.data.replace(before, sentence(value));
    }
  }
}

// Code and tables that are wider than the page can be scrolled by the keyboard.
const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("pre, .table-wrapper, .text_html")) wide.observe(element);
  for (const pre of document.querySelectorAll(".cell_output pre")) {
    pre.classList.toggle("words", !/\S {2,}\S/.test(pre.textContent));
  }
  for (const figure of document.querySelectorAll("figure.frames")) new Frames(figure);
  for (const element of document.querySelectorAll(".prediction")) new Prediction(element);
});

// On paper nothing can be opened.
window.addEventListener("beforeprint", () => {
  for (const reveal of document.querySelectorAll("details.reveal")) reveal.open = true;
});
