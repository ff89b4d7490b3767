// Files that a reader drops or chooses: a receipt, or the folder where the page may not read it by itself.
import { el } from "../../../VotingPage/source/page/dom.js";
import { t } from "./words.js";

/** A field for files; `take` gets [{path, file}]. */
export function fileField(id, { label, hint, folder = false, take }) {
  const input = el("input", {
    id, type: "file", webkitdirectory: folder, "aria-describedby": hint && `${id}-hint`,
    on: {
      // So that the same file, chosen again, is taken again.
      click: () => { input.value = ""; },
      change: () => {
        const files = [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
        if (files.length > 0) take(files);
      },
    },
  });
  return el("div", { class: "field drop" }, el("label", { for: id }, label),
    hint && el("p", { id: `${id}-hint`, class: "hint" }, hint), input);
}

/** Has `take` get what is dropped anywhere on the page, as [{path, file}], folders with all that is in them. */
export function takeDrops(take) {
  const stop = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return false;
    event.preventDefault();
    return true;
  };
  const lift = (on) => document.body.classList.toggle("dragging", on);
  document.addEventListener("dragover", (event) => lift(stop(event)));
  document.addEventListener("dragleave", () => lift(false));
  document.addEventListener("drop", async (event) => {
    if (!stop(event)) return;
    lift(false);
    const dropped = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
    take((await Promise.all(dropped.filter(Boolean).map((item) => under(item, "")))).flat());
  });
}

/** All files of an entry of a file system, or a plain file. */
async function under(entry, above) {
  const path = above + entry.name;
  if (entry instanceof File) return [{ path, file: entry }];
  if (entry.isFile) return [{ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
  const reader = entry.createReader();
  const inside = [];
  // A reader gives its entries in pieces, and an empty piece at the end.
  for (let piece; (piece = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length > 0;) {
    inside.push(...piece);
  }
  return (await Promise.all(inside.map((each) => under(each, `${path}/`)))).flat();
}

/** Asks for the folder, and, where it is not to be had, for the files that are wanted, one by one. */
export class FolderPart {
  /** `changed` is called when `folder` has more than before. */
  constructor(folder, changed) {
    this.folder = folder;
    this.changed = changed;
    this.message = el("p", { role: "status" });
    this.list = el("ul", { class: "wanted" });
    this.element = el("section", { id: "folder", "aria-labelledby": "folder-title" },
      el("h2", { id: "folder-title" }, t("folder.title")), el("p", {}, t("folder.why")),
      fileField("folder-files", {
        label: t("folder.label"), hint: t("folder.hint"), folder: true, take: (files) => this.take(files),
      }),
      this.message, this.list);
  }

  take(files) {
    const isFolder = this.folder.takeFolder(files);
    this.message.textContent = isFolder ? t("folder.there", { n: files.length }) : t("folder.none");
    if (!isFolder) return;
    this.list.replaceChildren();
    this.changed();
  }

  /** Lists the files at `paths`, each with a field of its own. */
  want(paths) {
    this.message.textContent = t("folder.wanted", { n: paths.length });
    this.list.replaceChildren(...paths.map((path, i) => el("li", { "data-path": path },
      fileField(`wanted-${i}`, { label: path, take: ([{ file }]) => {
        this.folder.take(path, file);
        this.changed();
      } }))));
    this.element.querySelector(this.folder.isBegun ? "#wanted-0" : "#folder-files").focus();
  }

  done() {
    this.list.replaceChildren();
    if (!this.folder.isWhole) this.message.textContent = "";
  }
}
