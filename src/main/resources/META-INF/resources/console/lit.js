// The two halves of Lit that load without a bundler. Their versions are those of the pom; ConsoleTest checks that they are there.
export { html, svg, nothing, render } from '../_static/lit-html/3.3.2/lit-html.js';
export { repeat } from '../_static/lit-html/3.3.2/directives/repeat.js';
export { live } from '../_static/lit-html/3.3.2/directives/live.js';
export { ReactiveElement } from '../_static/reactive-element/2.1.2/reactive-element.js';
