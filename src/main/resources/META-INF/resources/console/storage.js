// What is kept of a person in this browser. All of it has this prefix and goes when they log out; how the page looks (language, theme) stays.
const PERSONAL = 'earshot.my.';

let closed = false;

/** Kept for this tab: what was written and is not sent yet. */
export const tab = keeper(() => sessionStorage);
/** Kept for all tabs of this browser. */
export const browser = keeper(() => localStorage);

/** Forgets the person; what is still under way keeps nothing more. */
export function forget() {
  closed = true;
  for (const storage of [sessionStorage, localStorage]) {
    Object.keys(storage)
      .filter((key) => key.startsWith(PERSONAL))
      .forEach((key) => storage.removeItem(key));
  }
}

function keeper(storage) {
  return {
    get: (key) => storage().getItem(PERSONAL + key) ?? undefined,
    set: (key, value) => {
      if (!closed) storage().setItem(PERSONAL + key, value);
    },
    move(from, to) {
      const kept = this.get(from);
      this.remove(from);
      if (kept !== undefined) this.set(to, kept);
    },
    remove: (key) => storage().removeItem(PERSONAL + key),
    /** Kept as JSON; what can't be read counts as nothing. */
    read: (key) => {
      try {
        return JSON.parse(storage().getItem(PERSONAL + key) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
  };
}
