// The second device: opens a sealed ballot from its bytes and randomness, or looks a tracking code up.
import { find } from "./checker/find.js";
import { open } from "./checker/open.js";
import { typedTrackingCode } from "./crypto/codes.js";
import { frame } from "./page/frame.js";
import { isCheckLink, onFragment } from "./page/links.js";
import { start } from "./page/start.js";

/** What the newest link brought. */
let wanted = "";
let begin = () => {};

onFragment((fragment) => {
  wanted = fragment;
  begin();
});

start((election) => {
  begin = () => {
    frame(election, begin);
    const link = wanted;
    if (isCheckLink(link)) open(election, link, () => wanted === link);
    else find(election, typedTrackingCode(link) ?? "");
  };
  begin();
});
