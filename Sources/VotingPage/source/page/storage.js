// What the browser keeps for the page. Where it keeps nothing, or has no room, the page's own memory stands in, as long
// as the tab is open.

function storage(name) {
  const memory = new Map();

  /** Whether the browser keeps it: false when the page alone remembers it. */
  function set(key, value) {
    try {
      window[name].setItem(key, value);
      memory.delete(key);
      return true;
    } catch {
      remove(key);
      memory.set(key, value);
      return false;
    }
  }

  function get(key) {
    try {
      return memory.get(key) ?? window[name].getItem(key);
    } catch {
      return memory.get(key) ?? null;
    }
  }

  function remove(key) {
    memory.delete(key);
    try {
      window[name].removeItem(key);
    } catch {
      // It keeps nothing, so nothing is left either.
    }
  }

  function keys() {
    try {
      return [...memory.keys(), ...Object.keys(window[name])];
    } catch {
      return [...memory.keys()];
    }
  }

  return { set, get, remove, keys };
}

/** Kept on the device, for all tabs. */
export const device = storage("localStorage");
/** Kept until the tab is closed, for this tab alone. */
export const tab = storage("sessionStorage");
