// What a page knows of the election: its data block, which stands in every page of the folder.
import { text } from "../../../VotingPage/source/crypto/bytes.js";

const dataIn = (page) => JSON.parse(page.querySelector("#election").textContent);

/** This page's election. */
export const opened = () => dataIn(document);

/**
 * The election as the folder's own page knows it by now, for a page that was opened before: where its tracking codes are
 * listed, and which entry closed the vote. The keys stay this page's. The same object when there is nothing new.
 */
export async function renewed(election, folder) {
  let page;
  try {
    page = dataIn(new DOMParser().parseFromString(text(await folder.read("find.html")), "text/html"));
  } catch {
    return election;
  }
  const { tracking_symbols, close } = page;
  const isNew = tracking_symbols !== election.tracking_symbols || close !== election.close;
  return isNew && page.origin === election.origin ? { ...election, tracking_symbols, close } : election;
}
