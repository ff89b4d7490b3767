// Waiting before the next try.

/** Waits for `seconds`, or until the connection is back, or until `wake` is called. */
export function pause(seconds) {
  let wake;
  const over = new Promise((resolve) => {
    wake = () => {
      clearTimeout(timer);
      window.removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, seconds * 1000);
    window.addEventListener("online", wake);
  });
  return { over, wake };
}
