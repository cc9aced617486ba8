/** Where the application lies: at the root of its host, or below the prefix that an ingress gives it. This file lies in its folder `console`. */
const ROOT = new URL('..', import.meta.url);

/** The address of one of the application's paths, such as `/chat/messages`. */
export function at(path) {
  return new URL(path.replace(/^\//, ''), ROOT).href;
}
