import { html, svg } from './lit.js';

const PATHS = {
  'chat': svg`<path d="M4 5h16v11H9l-5 4z"/>`,
  'flow': svg`<path d="M3 12h4l3-7 4 14 3-7h4"/>`,
  'tools': svg`<path d="M4 17l6-5-6-5M12 18h8"/>`,
  'audiences': svg`<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="4"/><path d="M12 12h.01"/>`,
  'customers': svg`<circle cx="12" cy="8" r="4"/><path d="M4 21c1-5 4-7 8-7s7 2 8 7"/>`,
  'reports': svg`<path d="M4 4v16h16M8 16v-4m4 4V8m4 8v-6"/>`,
  'setup': svg`<path d="M4 7h9m5 0h2M4 17h2m5 0h9"/><circle cx="15.500" cy="7" r="2.500"/><circle cx="8.500" cy="17" r="2.500"/>`,
  'logout': svg`<path d="M14 4H5v16h9M10 12h11m-4-4 4 4-4 4"/>`,
  'theme-auto': svg`<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>`,
  'theme-light': svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2M5 19l2-2M17 7l2-2"/>`,
  'theme-dark': svg`<path d="M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z"/>`,
  'plus': svg`<path d="M12 5v14M5 12h14"/>`,
  'close': svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  'check': svg`<path d="M5 12.5l4.5 4.5L19 7.5"/>`,
  'pencil': svg`<path d="M4 20l1-4L16 5l3 3L8 19z"/>`,
  'trash': svg`<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"/>`,
  'search': svg`<circle cx="11" cy="11" r="6"/><path d="M20 20l-4.5-4.5"/>`,
  'send': svg`<path d="M5 12h13m-5-6 6 6-6 6"/>`,
  'stop': svg`<rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor"/>`,
  'again': svg`<path d="M19 12a7 7 0 1 1-2-5l2 2m0-5v5h-5"/>`,
  'up': svg`<path d="M7 11v9H4v-9zm0 0 5-8c2 0 3 1 2.500 3L14 9h6l-2 9.500c-.3 1-1 1.500-2 1.500H7"/>`,
  'down': svg`<path d="M7 13V4H4v9zm0 0 5 8c2 0 3-1 2.500-3L14 15h6l-2-9.500c-.3-1-1-1.500-2-1.500H7"/>`,
  'copy': svg`<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M4 16V4h12"/>`,
};

/** A picture that says nothing by itself: whatever it stands in has a name. */
export function icon(name) {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="18"
    height="18"
    aria-hidden="true"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
  >
    ${PATHS[name]}
  </svg>`;
}
