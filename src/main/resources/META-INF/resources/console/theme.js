const KEY = 'earshot.theme';
const THEMES = ['auto', 'light', 'dark'];

export function theme() {
  return localStorage.getItem(KEY) ?? 'auto';
}

/** As the system has it, light, dark, and again. */
export function next() {
  apply(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
}

export function apply(chosen = theme()) {
  localStorage.setItem(KEY, chosen);
  document.documentElement.dataset.theme = chosen;
}
