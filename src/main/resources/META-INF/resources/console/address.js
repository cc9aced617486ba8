/** The application's root: that of its host, or a path below which an ingress serves it. This file is in its folder `console`. */
const ROOT = new URL('..', import.meta.url);

/** The address of one of the application's paths, such as `/chat/messages`. */
export function at(path) {
  return new URL(path.replace(/^\//, ''), ROOT).href;
}
