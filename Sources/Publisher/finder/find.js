(() => {
  // ../../VotingPage/source/crypto/bytes.js
  function join(...parts) {
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
  var ascii = (text2) => new TextEncoder().encode(text2);
  var text = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  var equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
  var number = (bytes) => bytes.length ? BigInt("0x" + toHex(bytes)) : 0n;
  var toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  function fromBase64(text2) {
    const bytes = Uint8Array.from(atob(text2), (character) => character.charCodeAt(0));
    if (toBase64(bytes) !== text2)
      throw new Error("expected base64 with padding");
    return bytes;
  }
  var toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  var Reader = class {
    #bytes;
    #at = 0;
    constructor(bytes) {
      this.#bytes = bytes;
    }
    take(count) {
      if (count > this.#bytes.length - this.#at)
        throw new Error("fewer bytes than expected");
      this.#at += count;
      return this.#bytes.slice(this.#at - count, this.#at);
    }
    unsigned(length) {
      return Number(number(this.take(length)));
    }
    finish() {
      if (this.#at !== this.#bytes.length)
        throw new Error("more bytes than expected");
    }
  };

  // ../../VotingPage/source/crypto/codes.js
  var alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  var codeLength = 20;
  var normalised = (typed) => typed.toUpperCase().replace(/[\s\-‐-―−]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  var stranger = (symbols) => [...symbols].find((symbol) => !alphabet.includes(symbol));
  var grouped = (symbols) => symbols.match(/.{1,4}/gu)?.join("-") ?? "";
  function isCode(symbols) {
    if (symbols.length !== codeLength || stranger(symbols))
      return false;
    let sum = 0;
    for (const symbol of [...symbols].reverse()) {
      sum = (sum ^ alphabet.indexOf(symbol)) << 1;
      if (sum >= 32)
        sum ^= 37;
    }
    return sum === 0;
  }
  function trackingCode(leaf) {
    let bits = "";
    for (const byte of leaf.slice(0, 10))
      bits += byte.toString(2).padStart(8, "0");
    return grouped(bits.match(/.{5}/g).map((five) => alphabet[parseInt(five, 2)]).join(""));
  }
  var trackingCodeLength = 16;
  function typedTrackingCode(typed) {
    const symbols = normalised(typed);
    return symbols.length === trackingCodeLength && !stranger(symbols) ? grouped(symbols) : void 0;
  }

  // ../../VotingPage/source/page/dom.js
  function el(name, traits = {}, ...children) {
    return filled(document.createElement(name), traits, children);
  }
  var svg = (name, traits = {}, ...children) => filled(document.createElementNS("http://www.w3.org/2000/svg", name), traits, children);
  function filled(element, { on = {}, ...attributes }, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true)
        element.setAttribute(name, "");
      else if (value !== false && value !== void 0)
        element.setAttribute(name, value);
    }
    for (const [event, listener] of Object.entries(on))
      element.addEventListener(event, listener);
    element.append(...children.flat(Infinity).filter((child) => child !== void 0 && child !== false));
    return element;
  }
  var button = (id, label, click, look = "primary") => el("button", { id, type: "button", class: look, on: { click } }, label);
  function download(name, content, type) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 6e4);
  }

  // source/edition.js
  var dataIn = (page) => JSON.parse(page.querySelector("#election").textContent);
  var opened = () => dataIn(document);
  async function renewed(election2, folder) {
    let page;
    try {
      page = dataIn(new DOMParser().parseFromString(text(await folder.read("find.html")), "text/html"));
    } catch {
      return election2;
    }
    const { tracking_symbols, close } = page;
    const isNew = tracking_symbols !== election2.tracking_symbols || close !== election2.close;
    return isNew && page.origin === election2.origin ? { ...election2, tracking_symbols, close } : election2;
  }

  // ../../VotingPage/source/crypto/hashing.js
  var sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  var tag = ascii("stembus-v1-P256_XMD:SHA-256_scalar");

  // ../../VotingPage/source/crypto/notes.js
  var signatureType = 1;
  var cosignatureType = 4;
  var mostSignatures = 64;
  var largest = 2 ** 20;
  var order = 2n ** 252n + 27742317777372353535851937790883648493n;
  var prime = 2n ** 255n - 19n;
  var smallOrder = [
    1n,
    prime - 1n,
    0n,
    0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
    0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n
  ];
  var littleEndian = (bytes) => number(bytes.slice().reverse());
  function checkKey(name, bytes) {
    const y = littleEndian(bytes) & 2n ** 255n - 1n;
    if (y >= prime)
      throw new Error(`the key of ${name} is not canonical`);
    if (smallOrder.includes(y))
      throw new Error(`the key of ${name} is of small order`);
  }
  async function noteKey(text2, type) {
    const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text2) ?? [];
    if (!name)
      throw new Error("expected name+id+key");
    const typed = fromBase64(encoded);
    const digest2 = await sha256(join(ascii(name), ascii("\n"), typed));
    if (toHex(digest2.slice(0, 4)) !== id)
      throw new Error(`the key id of ${name} is not the key's`);
    if (typed[0] !== type || typed.length !== 33)
      throw new Error(`the key of ${name} is of another type`);
    checkKey(name, typed.slice(1));
    return { name, id: digest2.slice(0, 4), type, bytes: typed.slice(1) };
  }
  var signatureKey = (text2) => noteKey(text2, signatureType);
  var cosignatureKey = (text2) => noteKey(text2, cosignatureType);
  var isBySameKey = (left, right) => left.name === right.name && equal(left.id, right.id);
  function parsedNote(note) {
    const end = note.lastIndexOf("\n\n");
    const isText = ascii(note).length <= largest && !/[\0-\x09\x0b-\x1f]/.test(note);
    if (!isText || end < 0 || !note.endsWith("\n"))
      throw new Error("expected a signed note");
    const lines = note.slice(end + 2, -1).split("\n").map((line2) => {
      const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line2) ?? [];
      if (!name)
        throw new Error("expected a signature line");
      const bytes = fromBase64(encoded);
      if (bytes.length < 5)
        throw new Error(`the signature of ${name} is too short`);
      return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
    });
    if (lines.length > mostSignatures)
      throw new Error(`expected at most ${mostSignatures} signatures`);
    lines.forEach((line2, i) => {
      if (lines.slice(0, i).some((other) => isBySameKey(line2, other)))
        throw new Error(`${line2.name} signed twice`);
    });
    return { text: note.slice(0, end + 1), lines };
  }
  async function signs(key, signature, message) {
    if (signature.length !== 64 || littleEndian(signature.slice(32)) >= order)
      return false;
    const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
    return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
  }
  async function held(key, signature, text2) {
    if (key.type === signatureType)
      return { holds: await signs(key, signature, ascii(text2)) };
    if (signature.length !== 72)
      return { holds: false };
    const reader = new Reader(signature);
    const time = number(reader.take(8));
    return {
      holds: time < 2n ** 63n && await signs(key, reader.take(64), ascii(`cosignature/v1
time ${time}
${text2}`)),
      time: Number(time)
    };
  }
  async function verifiedNote(note, keys) {
    const { text: text2, lines } = parsedNote(note);
    const signers = /* @__PURE__ */ new Map();
    for (const line2 of lines) {
      const key = keys.find((key2) => isBySameKey(key2, line2));
      if (!key)
        continue;
      const { holds, time } = await held(key, line2.signature, text2);
      if (!holds)
        throw new Error(`the signature of ${key.name} does not hold`);
      signers.set(key.name, time);
    }
    if (signers.size === 0)
      throw new Error("expected a signature of a known key, found none");
    return { text: text2, signers };
  }
  async function checksSignatures() {
    try {
      await crypto.subtle.importKey("raw", new Uint8Array(32).fill(88, 0, 1).fill(102, 1), { name: "Ed25519" }, false, ["verify"]);
      return true;
    } catch {
      return false;
    }
  }

  // ../../VotingPage/source/crypto/signers.js
  async function keysOf({ log_key, witnesses }) {
    return { log: await signatureKey(log_key), witnesses: await Promise.all(witnesses.map(cosignatureKey)) };
  }
  async function cosigners(note, { log, witnesses }) {
    const { signers } = await verifiedNote(note, [log, ...witnesses]);
    if (!signers.has(log.name))
      throw new Error(`expected a signature of ${log.name}, found none`);
    return witnesses.filter(({ name }) => signers.has(name)).map(({ name }) => ({ name, time: signers.get(name) }));
  }

  // ../../VotingPage/source/crypto/tree.js
  var leafHash = (entry) => sha256(join([0], entry));
  var node = (left, right) => sha256(join([1], left, right));
  async function provenRoot({ index, size, leaf, hashes }) {
    if (index >= size)
      throw new Error("the log is smaller than the ballot's place in it");
    let [first, last, root] = [BigInt(index), BigInt(size) - 1n, leaf];
    for (const hash of hashes) {
      if (last === 0n)
        throw new Error("the proof has too many hashes");
      if (first & 1n || first === last) {
        root = await node(hash, root);
        while (first !== 0n && !(first & 1n))
          [first, last] = [first >> 1n, last >> 1n];
      } else {
        root = await node(root, hash);
      }
      [first, last] = [first >> 1n, last >> 1n];
    }
    if (last !== 0n)
      throw new Error("the proof has too few hashes");
    return root;
  }
  async function provenRoots({ old, size, hashes }) {
    if (old < 1 || old > size)
      throw new Error("the log is smaller than the tree it began as");
    const [start, ...rest] = hashes;
    if (!start)
      throw new Error("the proof has too few hashes");
    let [first, last] = [BigInt(old) - 1n, BigInt(size) - 1n];
    if (old === size)
      last = 0n;
    while (first & 1n)
      [first, last] = [first >> 1n, last >> 1n];
    let [oldRoot, root] = [start, start];
    for (const hash of rest) {
      if (last === 0n)
        throw new Error("the proof has too many hashes");
      if (first & 1n || first === last) {
        [oldRoot, root] = [await node(hash, oldRoot), await node(hash, root)];
        while (first !== 0n && !(first & 1n))
          [first, last] = [first >> 1n, last >> 1n];
      } else {
        root = await node(root, hash);
      }
      [first, last] = [first >> 1n, last >> 1n];
    }
    if (last !== 0n)
      throw new Error("the proof has too few hashes");
    return { oldRoot, root };
  }
  async function rootOfAll(hashes) {
    let row = hashes;
    while (row.length > 1) {
      const lefts = row.filter((_, i) => i % 2 === 0);
      row = await Promise.all(lefts.map((left, i) => 2 * i + 1 < row.length ? node(left, row[2 * i + 1]) : left));
    }
    return row[0];
  }
  function split(count) {
    let half = 1;
    while (2 * half < count)
      half *= 2;
    return half;
  }
  async function rootOf(start, end, nodeAt) {
    const count = end - start;
    if (count === 1)
      return nodeAt(0, start);
    const half = split(count);
    if (2 * half === count)
      return nodeAt(Math.round(Math.log2(count)), start / count);
    return node(await rootOf(start, start + half, nodeAt), await rootOf(start + half, end, nodeAt));
  }
  async function inclusionPath(index, start, end, nodeAt) {
    if (end - start === 1)
      return [];
    const middle = start + split(end - start);
    return index < middle ? [...await inclusionPath(index, start, middle, nodeAt), await rootOf(middle, end, nodeAt)] : [...await inclusionPath(index, middle, end, nodeAt), await rootOf(start, middle, nodeAt)];
  }
  async function consistencyPath(old, start, end, nodeAt) {
    if (old === end)
      return [await rootOf(start, end, nodeAt)];
    const middle = start + split(end - start);
    return old <= middle ? [...await consistencyPath(old, start, middle, nodeAt), await rootOf(middle, end, nodeAt)] : [...await consistencyPath(old, middle, end, nodeAt), await rootOf(start, middle, nodeAt)];
  }

  // ../../VotingPage/source/crypto/receipt.js
  function digest(text2) {
    const bytes = fromBase64(text2);
    if (bytes.length !== 32)
      throw new Error("expected a hash of 32 bytes");
    return bytes;
  }
  function parsedReceipt(text2) {
    const shape = /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (0|[1-9]\d{0,14})\n((?:\S+\n){0,63})\n([^]+)$/;
    const [, extra, index, hashes, checkpoint] = shape.exec(text2) ?? [];
    if (index === void 0)
      throw new Error("expected a receipt");
    if (extra !== void 0)
      fromBase64(extra);
    return { index: Number(index), hashes: hashes.split("\n").slice(0, -1).map(digest), checkpoint };
  }
  function treeHead(text2) {
    const [origin, size, root, ...rest] = text2.split("\n");
    if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size) || rest.length !== 1 || rest[0] !== "") {
      throw new Error("expected a checkpoint of three lines");
    }
    return { origin, size: Number(size), root: digest(root) };
  }

  // source/findings.js
  var Conclusion = class {
    constructor(answer2, values = {}, steps = []) {
      this.answer = answer2;
      this.values = values;
      this.steps = steps;
    }
  };
  var damage = (step, values) => new Conclusion("damaged", { path: values.path }, [{ step, result: "fails", values }]);
  var missing = (path) => damage("missing", { path });
  var damaged = (path, reason, values) => damage("file", { ...values, path, reason });
  async function understood(path, read, reason = "form") {
    try {
      return await read();
    } catch (failure) {
      throw failure instanceof Error ? damaged(path, reason) : failure;
    }
  }

  // ../../VotingPage/source/crypto/tiles.js
  var full = 256;
  function tilePath(level, index, width2) {
    const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0").match(/.{3}/g);
    const path = digits.map((group, i) => i < digits.length - 1 ? `x${group}` : group).join("/");
    return `tile/${level}/${path}${width2 < full ? `.p/${width2}` : ""}`;
  }
  var widthOf = (level, index, size) => Math.min(full, Math.floor(size / full ** level) - index * full);
  var leafTilePaths = (size) => Array.from({ length: Math.ceil(size / full) }, (_, index) => tilePath(0, index, widthOf(0, index, size)));
  function bundlePath(index, size) {
    const tile = Math.floor(index / full);
    return tilePath("entries", tile, widthOf(0, tile, size));
  }
  function place(level, index, size) {
    const [tileLevel, count] = [Math.floor(level / 8), 2 ** (level % 8)];
    const start = index * count;
    const tile = Math.floor(start / full);
    return { path: tilePath(tileLevel, tile, widthOf(tileLevel, tile, size)), first: start - tile * full, count };
  }
  async function pathsRead(size, walk) {
    const paths = /* @__PURE__ */ new Set();
    await walk(async (level, index) => {
      paths.add(place(level, index, size).path);
      return new Uint8Array(32);
    });
    return [...paths];
  }
  function hashesIn(bytes, path) {
    const width2 = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? full);
    if (bytes.length !== 32 * width2)
      throw new Error(`expected ${32 * width2} bytes, found ${bytes.length}`);
    return Array.from({ length: width2 }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
  }
  var nodesFrom = (hashesAt, size) => async (level, index) => {
    const { path, first, count } = place(level, index, size);
    return rootOfAll((await hashesAt(path)).slice(first, first + count));
  };
  function entriesIn(bytes, path) {
    const width2 = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? full);
    const reader = new Reader(bytes);
    const entries = Array.from({ length: width2 }, () => reader.take(reader.unsigned(2)));
    reader.finish();
    return entries;
  }

  // source/published.js
  async function readCheckpoint(folder, { origin }) {
    const path = "checkpoint";
    const bytes = await folder.read(path);
    if (!bytes)
      throw missing(path);
    return understood(path, () => {
      const note = text(bytes);
      const head = treeHead(parsedNote(note).text);
      if (head.origin !== origin)
        throw damaged(path, "origin", { origin: head.origin, expected: origin });
      return { bytes, note, ...head };
    });
  }
  var PublishedLog = class {
    constructor(folder, { size, root }) {
      this.folder = folder;
      this.size = size;
      this.root = root;
    }
    async #hashesAt(path) {
      const bytes = await this.folder.read(path);
      if (!bytes)
        throw missing(path);
      return understood(path, () => hashesIn(bytes, path));
    }
    /** What `walk` makes of the tree's nodes, once all tiles that it reads, and `more`, are there. */
    async #walked(walk, more = []) {
      const paths = await pathsRead(this.size, walk);
      await this.folder.readAll([...paths, ...more]);
      return { paths: paths.join(", "), found: await walk(nodesFrom((path) => this.#hashesAt(path), this.size)) };
    }
    /** The root of the first `old` entries. */
    async rootAt(old) {
      const { paths, found: hashes } = await this.#walked((nodeAt) => consistencyPath(old, 0, this.size, nodeAt));
      const { oldRoot, root } = await provenRoots({ old, size: this.size, hashes });
      if (!equal(root, this.root))
        throw damaged(paths, "tree");
      return oldRoot;
    }
    /** The leaf at `index`, and the hashes of its inclusion proof. Reads its bundle along, for `entry`. */
    async leaf(index) {
      const proof = (nodeAt) => Promise.all([nodeAt(0, index), inclusionPath(index, 0, this.size, nodeAt)]);
      const { paths, found: [leaf, hashes] } = await this.#walked(proof, [bundlePath(index, this.size)]);
      const root = await provenRoot({ index, size: this.size, leaf, hashes });
      if (!equal(root, this.root))
        throw damaged(paths, "tree");
      return { leaf, hashes };
    }
    /** The entry at `index`, whose leaf is `leaf`. */
    async entry(index, leaf) {
      const path = bundlePath(index, this.size);
      const bytes = await this.folder.read(path);
      if (!bytes)
        throw missing(path);
      const entry = await understood(path, () => entriesIn(bytes, path)[index % 256]);
      if (!equal(await leafHash(entry), leaf))
        throw damaged(path, "tree");
      return entry;
    }
    /** Every leaf of the log. */
    async leaves() {
      const paths = leafTilePaths(this.size);
      await this.folder.readAll(paths);
      const leaves = (await Promise.all(paths.map((path) => this.#hashesAt(path)))).flat();
      if (!equal(await rootOfAll(leaves), this.root))
        throw damaged("tile/0", "tree");
      return leaves;
    }
  };

  // source/tracking.js
  var width = 14;
  var trackingPath = (code, symbols) => `tracking/${symbols ? normalised(code).slice(0, symbols) : "all"}`;
  function ballotsIn(bytes, path) {
    if (bytes.length === 0 || bytes.length % width !== 0)
      throw new Error(`expected ${width} bytes a ballot`);
    const reader = new Reader(bytes);
    const prefix = /\/all$/.test(path) ? "" : path.slice("tracking/".length);
    const ballots = [];
    for (let i = 0; i < bytes.length / width; i++) {
      const ballot2 = { code: trackingCode(reader.take(10)), index: reader.unsigned(4) };
      const last = ballots.at(-1);
      if (last && (ballot2.code < last.code || ballot2.code === last.code && ballot2.index <= last.index)) {
        throw new Error(`expected ascending codes, found ${ballot2.code} after ${last.code}`);
      }
      if (!normalised(ballot2.code).startsWith(prefix)) {
        throw new Error(`expected codes that begin with ${prefix}, found ${ballot2.code}`);
      }
      ballots.push(ballot2);
    }
    return ballots;
  }
  function isNear(left, right) {
    const [a, b] = [normalised(left), normalised(right)];
    const places = [...a].flatMap((symbol, i) => symbol === b[i] ? [] : [i]);
    const [first, second] = places;
    return places.length === 1 || places.length === 2 && second === first + 1 && a[first] === b[second] && a[second] === b[first];
  }

  // source/examine.js
  var ballot = 1;
  var NoKeys = class extends Error {
  };
  async function examine({ code, receipt }, election2, folder) {
    const examination = new Examination(election2, folder);
    try {
      await examination.run(code, receipt);
    } catch (ending) {
      if (!(ending instanceof Conclusion))
        throw ending;
      const { answer: answer2, values, steps } = ending;
      return { answer: answer2, values, steps: [...examination.steps, ...steps], checkpoint: examination.checkpoint };
    }
  }
  var Examination = class {
    steps = [];
    constructor(election2, folder) {
      this.election = election2;
      this.folder = folder;
    }
    note(step, result, values = {}) {
      this.steps.push({ step, result, values });
    }
    end(answer2, values) {
      throw new Conclusion(answer2, values);
    }
    async run(code, receipt) {
      this.isSigned = await checksSignatures();
      this.keys = await keysOf(this.election).catch(({ message }) => {
        throw new NoKeys(message);
      });
      this.code = code;
      const claim = receipt && await this.readReceipt(receipt);
      this.list = code && trackingPath(code, this.election.tracking_symbols);
      await this.folder.readAll(["checkpoint", ...claim ? [] : [this.list]]);
      await this.openLog();
      if (claim)
        await this.holdAgainst(claim);
      const places = [];
      for (const index of claim ? [claim.index] : await this.lookUp())
        places.push(await this.examinePlace(index, claim));
      const answer2 = this.isSigned ? this.isWitnessed ? "found" : "few" : "unsigned";
      this.end(places.length > 1 ? "shared" : answer2, { ...places[0], n: places.length });
    }
    noteWitnesses(step, cosigned, otherwise) {
      const { witness_quorum: quorum, witnesses } = this.election;
      const values = { n: cosigned.length, quorum, all: witnesses.length, cosigned };
      if (witnesses.length > 0)
        this.note(step, cosigned.length >= quorum ? "holds" : otherwise, values);
      return cosigned.length >= quorum;
    }
    /** What the receipt claims: {index, hashes, size, root}, under a checkpoint that the log signed. */
    async readReceipt(receipt) {
      let claim;
      try {
        const { index: index2, hashes, checkpoint } = parsedReceipt(receipt);
        claim = { index: index2, hashes, checkpoint, ...treeHead(parsedNote(checkpoint).text) };
      } catch {
        this.note("receipt", "fails");
        this.end("malformed");
      }
      const { origin, index, size } = claim;
      if (origin !== this.election.origin) {
        this.note("origin", "fails", { origin, expected: this.election.origin });
        this.end("other", { origin });
      }
      this.note("receipt", "holds", { index, size });
      if (this.isSigned)
        await this.checkReceipt(claim);
      else
        this.note("receipt-log", "skipped");
      return claim;
    }
    async checkReceipt({ checkpoint }) {
      try {
        const cosigned = await cosigners(checkpoint, this.keys);
        this.note("receipt-log", "holds");
        this.noteWitnesses("receipt-witnesses", cosigned, "early");
      } catch {
        this.note("receipt-log", "fails");
        this.end("forged");
      }
    }
    /** The published log, under the checkpoint that its key and enough witnesses signed. */
    async openLog() {
      const { bytes, note, ...head } = await readCheckpoint(this.folder, this.election);
      this.checkpoint = bytes;
      this.log = new PublishedLog(this.folder, head);
      const { size } = head;
      if (!this.isSigned)
        return this.note("checkpoint", "skipped", { size });
      const cosigned = await understood("checkpoint", () => cosigners(note, this.keys), "signature");
      this.note("checkpoint", "holds", { size });
      this.isWitnessed = this.noteWitnesses("witnesses", cosigned, "few");
    }
    /** Whether the published log holds the entry that closed the vote. A larger log then has no ballot more. */
    get isOver() {
      const { close } = this.election;
      return Number.isInteger(close) && close < this.log.size;
    }
    /** The log that the receipt is of has to be the published one's beginning. */
    async holdAgainst(claim) {
      const { index, size: old } = claim;
      const { size } = this.log;
      if (old > size) {
        this.note("size", "fails", { old, size });
        this.end(this.isSigned && this.isOver ? "shrunk" : "behind", { old, size });
      }
      if (index >= old)
        this.endUnproven();
      const isPrefix = equal(await this.log.rootAt(old), claim.root);
      this.note("prefix", isPrefix ? "holds" : "fails", { old, size });
      if (isPrefix)
        return;
      if (!this.isSigned)
        this.end("contradicted");
      this.end(await this.isThere(claim) ? "forked" : "removed");
    }
    /** Whether the receipt's ballot stands in the published log after all; true where that can't be told. */
    async isThere(claim) {
      const leaves = await this.allLeaves();
      if (!leaves)
        return true;
      if (this.code)
        return leaves.some((leaf) => trackingCode(leaf) === this.code);
      for (const leaf of leaves) {
        const root = await provenRoot({ ...claim, leaf }).catch(() => void 0);
        if (root && equal(root, claim.root))
          return true;
      }
      return false;
    }
    /** Every leaf of the log; undefined when they are too many to ask for. */
    async allLeaves() {
      if (this.log.size > this.folder.mostLeaves)
        return void 0;
      const leaves = await this.log.leaves();
      this.note("whole", "holds", { size: leaves.length });
      return leaves;
    }
    /** The places of the ballots with the code: as the list has it, which proves nothing yet, or else as the whole log. */
    async lookUp() {
      const [path, code] = [this.list, this.code];
      const bytes = await this.folder.read(path);
      const ballots = bytes ? await understood(path, () => ballotsIn(bytes, path)) : [];
      const placesIn = (list) => list.filter((each) => each.code === code).map(({ index }) => index);
      const listed2 = placesIn(ballots);
      this.note("index", listed2.length > 0 ? "holds" : "fails", { path, code });
      if (listed2.some((index) => index >= this.log.size))
        this.endBeyond();
      if (listed2.length > 0)
        return listed2;
      const leaves = await this.allLeaves();
      const all = leaves ? leaves.map((leaf, index) => ({ code: trackingCode(leaf), index })) : ballots;
      const found = placesIn(all);
      if (found.length > 0)
        return found;
      const near = all.map((each) => each.code).filter((other) => isNear(other, code));
      return this.end(leaves ? "unknown" : "unlisted", { code, near: near.slice(0, 3) });
    }
    /** The list is uploaded before the checkpoint, so it may be ahead of the log; but not of one that is over. */
    endBeyond() {
      const { size } = this.log;
      if (this.isOver)
        throw damaged(this.list, "beyond", { size });
      this.note("inclusion", "skipped", { size });
      this.end("pending", { code: this.code, size });
    }
    /** The entry at `index`: in the tree, with the code, a ballot, before the close. Returns {index, code}. */
    async examinePlace(index, claim) {
      const { leaf, hashes } = await this.log.leaf(index);
      this.note("inclusion", "holds", { index, size: this.log.size, n: hashes.length });
      if (claim)
        await this.prove(claim, leaf);
      const code = trackingCode(leaf);
      const isIts = !this.code || code === this.code;
      this.note("code", isIts ? "holds" : "fails", { code, expected: this.code });
      if (!isIts && claim)
        this.end("mismatch", { code, expected: this.code });
      if (!isIts)
        throw damaged(this.list, "code", { index, code });
      const entry = await this.log.entry(index, leaf);
      this.note("ballot", entry[0] === ballot ? "holds" : "fails", { n: entry.length });
      if (entry[0] !== ballot)
        this.end("act", { index });
      this.checkWindow(index);
      return { index, code };
    }
    async prove(claim, leaf) {
      const root = await provenRoot({ ...claim, leaf }).catch(() => this.endUnproven());
      if (!equal(root, claim.root))
        this.endUnproven();
      this.note("receipt-inclusion", "holds", { n: claim.hashes.length });
    }
    endUnproven() {
      this.note("receipt-inclusion", "fails");
      this.end("forged");
    }
    /** A page of a vote that is closed knows the entry that closed it. */
    checkWindow(index) {
      const { close } = this.election;
      if (!Number.isInteger(close))
        return;
      this.note("window", index < close ? "holds" : "fails", { close });
      if (index >= close)
        this.end("late", { index, close });
    }
  };

  // strings/en.json
  var en_default = {
    code: "Your tracking code",
    "code.receipt": "The tracking code of this receipt",
    "code.hint": "16 letters and numbers, from your receipt. Capitals and dashes do not matter.",
    "code.go": "Find my ballot",
    "code.empty": "Type your tracking code first.",
    "code.short": { one: "One character is missing.", other: "{n} characters are missing." },
    "code.long": { one: "One character too many.", other: "{n} characters too many." },
    "code.stranger": "“{symbol}” is in no tracking code. Look at your receipt again.",
    "code.voting": "This is a voting code, not a tracking code. Keep it to yourself: type it on the voting page only.",
    receipt: "Or choose your receipt",
    "receipt.hint": "The file that you kept after voting. You can also drop it here. It does not leave this device.",
    "receipt.none": "This file is not a receipt. A receipt is a small text file whose name ends in .tlog-proof or .txt.",
    "folder.title": "The published folder",
    "folder.why": "You opened this page as a file. It can't look into the folder around it by itself, so it asks you. Nothing leaves this device.",
    "folder.label": "Choose the folder of this election",
    "folder.hint": "It is the folder that has a file called “checkpoint”. You can also drop it here.",
    "folder.there": { one: "The folder is here: one file.", other: "The folder is here: {n} files." },
    "folder.none": "This is not the folder of an election: it has no file called “checkpoint”.",
    "folder.wanted": { one: "Choose the folder, or just this file from it:", other: "Choose the folder, or just these {n} files from it:" },
    working: "Checking…",
    offline: "The page can't reach the files of this election. Check your connection.",
    failed: "Checking did not work. Try again, or use another browser.",
    keys: "The keys in this page are not right. So the page can't check anything. Do not trust it, and warn the organisers.",
    again: "Try again",
    insecure: "Your browser checks nothing on an address that begins with http://. Use the address with https://, or save the folder and open this page from it.",
    print: "Print this",
    checked: "Checked on this device on {time}.",
    proves: "What this proves:",
    "proves.not": "What this does not prove:",
    todo: "What you can do:",
    "witnesses.none": "an independent observer",
    "evidence.save": "Save the evidence",
    steps: "What was checked",
    "found.title": "Your ballot is in the ballot box",
    "found.text": "Your sealed ballot is entry {index} of the public log of {title}.",
    "found.compare": "Is this the tracking code that you wrote down when you voted?",
    "found.proves": "your sealed ballot is in the log that everybody sees, and nobody has changed it since.",
    "found.proves.alone": "your sealed ballot is in the log in this folder. No witnesses watch this election: whether others see the same log, you know only when you compare it with them.",
    "found.proves.not": "what you chose, which nobody can see; and that the count is right, which anybody can check with the whole folder.",
    "found.page": "You now rely on this page and on the keys in it. How to compare those with the newspaper, and how to check without this page:",
    "found.check": "Check it yourself",
    "shared.title": "Two ballots have this tracking code",
    "shared.text": "There are {n} ballots with this tracking code in the log. That does not happen by chance.",
    "shared.todo": "Drop your receipt on this page to see which one is yours. Warn the organisers.",
    "few.title": "Your ballot is in this log, but too few witnesses have seen it",
    "few.text": "Your sealed ballot is entry {index} of the log in this folder. But too few witnesses have confirmed this log: others may be shown another one.",
    "few.todo": "Come back later. If it stays so, ask one of the witnesses: {witnesses}.",
    "unsigned.title": "Your ballot is in this log; its signatures were not checked",
    "unsigned.text": "Your sealed ballot is entry {index} of the log in this folder. But this browser can't check digital signatures, so it can't tell whether this is the real log.",
    "unsigned.todo": "Open this page in a newer browser.",
    near: "Did you mean this one? It differs by one mistake in typing:",
    "pending.title": "Your ballot is listed, but not yet in this log",
    "pending.text": "The list of tracking codes has your ballot already. The published log has {size} entries and does not reach that far yet. The folder is probably being updated right now.",
    "pending.todo": "Try again in a few minutes. If you look into a copy of the folder, get a new copy first. If it stays so, drop your receipt on this page, and warn the organisers and a witness: {witnesses}.",
    "unlisted.title": "This tracking code is not on the list",
    "unlisted.text": "The list of tracking codes does not have this code. That does not prove that your ballot is missing: nobody signed the list, and this page did not read the whole log.",
    "unlisted.todo": "Look whether you typed it correctly, and whether this is the right election. If you voted just now, come back later. If all is right, drop your receipt on this page. No receipt? Save the whole folder on your device, open this page from it and choose that folder: the page then reads the whole log.",
    "unknown.title": "No ballot has this tracking code",
    "unknown.text": "The log holds no ballot with this tracking code.",
    "unknown.todo": "Look whether you typed it correctly, and whether this is the right election. If you voted just now, come back later. If all is right, drop your receipt on this page: the receipt shows whether your ballot was ever in the log. No receipt? Warn the organisers.",
    "other.title": "This receipt is from another election",
    "other.text": "The receipt is for “{origin}”. This page is about {title}.",
    "other.todo": "Open the page of the other election, and drop your receipt there.",
    "behind.title": "This folder is older than your receipt",
    "behind.text": "When you voted, the log had {old} entries. The log in this folder has {size}.",
    "behind.todo": "The folder may not be up to date yet. Reload this page later. If it stays so, keep your receipt and show it to a witness: {witnesses}.",
    "mismatch.title": "This receipt is of another ballot",
    "mismatch.text": "You asked for {expected}, but the receipt is of the ballot with the tracking code {code}. That ballot is in the log.",
    "mismatch.todo": "Look which tracking code you wrote down. If it is not the one on your receipt, then somebody gave you another person’s receipt: warn the organisers and a witness: {witnesses}.",
    "act.title": "This is not a ballot",
    "act.text": "Entry {index} of the log is not a ballot but an official act.",
    "act.todo": "Look whether this is the receipt that you got when you voted. If it is, show it to a witness: {witnesses}.",
    "malformed.title": "This file is not a receipt",
    "malformed.text": "The file does not have the form of a receipt. Maybe it is another file, or it was damaged.",
    "malformed.todo": "Choose the file that you kept after voting, or type your tracking code.",
    "contradicted.title": "Your receipt and this log contradict each other",
    "contradicted.text": "The receipt is of another log than the one in this folder. This browser can't check digital signatures, so it can't tell which of the two is false.",
    "contradicted.todo": "Open this page in a newer browser, and keep your receipt.",
    "damaged.title": "This folder is damaged",
    "damaged.text": "A file of the published folder is missing, or is not what the log’s checkpoint says: {path}. So nothing can be said about your ballot here.",
    "damaged.todo": "Try again later or with another copy of the folder. If it stays so, warn the organisers and a witness: {witnesses}.",
    "forged.title": "This receipt is not right",
    "forged.text": "This election’s log never signed this receipt, or the receipt was changed later. It proves nothing.",
    "forged.todo": "Type your tracking code instead, to see whether your ballot is in the log. Did the voting page give you this receipt? Then keep it and warn the organisers.",
    "forked.title": "Careful: the log has shown two faces",
    "forked.text": "The ballot box signed your receipt for another log than the one in this folder. It may not do that: there is one log for everybody.",
    "forked.todo": "Your receipt is evidence. Keep it, save the evidence below, and bring both to a witness ({witnesses}) or to the newspaper.",
    "removed.title": "Careful: your ballot was taken out of the log",
    "removed.text": "The ballot box signed that your ballot was in the log. It is not in the log in this folder any more.",
    "removed.todo": "Your receipt is evidence. Keep it, save the evidence below, and bring both to a witness ({witnesses}) or to the newspaper.",
    "shrunk.title": "Careful: ballots were taken out of the log",
    "shrunk.text": "When you voted, the log had {old} entries. Now, after the vote, it has {size}. A log never gets smaller.",
    "shrunk.todo": "Your receipt is evidence. Keep it, save the evidence below, and bring both to a witness ({witnesses}) or to the newspaper.",
    "late.title": "This ballot came after the close",
    "late.text": "The ballot is entry {index} of the log; the vote was closed by entry {close}. It was not counted.",
    "late.todo": "Keep your receipt, and show it to a witness: {witnesses}.",
    "result.holds": "Right",
    "result.fails": "Wrong",
    "result.few": "Too few",
    "result.early": "Too few then",
    "result.skipped": "Not checked",
    "step.receipt.holds": "The receipt is for entry {index}, in a log that had {size} entries then.",
    "step.receipt.fails": "The file is not a receipt.",
    "step.origin.fails": "The receipt is of the log “{origin}”; expected “{expected}”.",
    "step.receipt-log.holds": "The log’s key signed the receipt.",
    "step.receipt-log.fails": "The signature of the log’s key under the receipt is missing, or a signature under it does not hold.",
    "step.receipt-log.skipped": "The signatures under the receipt: this browser can’t check them.",
    "step.receipt-witnesses.holds": "{n} of {all} witnesses had confirmed the log when you got the receipt; needed: {quorum}.",
    "step.receipt-witnesses.early": "{n} of {all} witnesses had confirmed the log when you got the receipt; needed: {quorum}. What counts is who has confirmed it now, below.",
    "step.checkpoint.holds": "The log’s key signed the published log, of {size} entries.",
    "step.checkpoint.skipped": "The published log has {size} entries. Its signatures: this browser can’t check them.",
    "step.witnesses.holds": "{n} of {all} witnesses have confirmed the published log; needed: {quorum}.",
    "step.witnesses.few": "{n} of {all} witnesses have confirmed the published log; needed: {quorum}.",
    "step.index.holds": "The list of tracking codes has {code} (file {path}).",
    "step.index.fails": "The list of tracking codes does not have {code} (file {path}).",
    "step.whole.holds": "The whole log was read: all {size} entries, and together they are the log that was signed.",
    "step.prefix.holds": "The log that your receipt was for, of {old} entries, is the beginning of the published log of {size}: nothing in it was changed or taken out.",
    "step.prefix.fails": "The first {old} entries of the published log are not the log that your receipt was for.",
    "step.size.fails": "The published log has {size} entries, the log that your receipt was for {old}.",
    "step.inclusion.holds": "Entry {index} is in the published log of {size} entries (a proof of {n} hashes).",
    "step.inclusion.skipped": "The place of your ballot: the published log of {size} entries does not reach that far yet.",
    "step.receipt-inclusion.holds": "The receipt’s own proof leads to that same entry ({n} hashes).",
    "step.receipt-inclusion.fails": "The receipt’s own proof does not lead to the entry that it names.",
    "step.code.holds": "The entry has the tracking code {code}.",
    "step.code.fails": "The entry has the tracking code {code}; expected {expected}.",
    "step.ballot.holds": "The entry is a sealed ballot of {n} bytes.",
    "step.ballot.fails": "The entry is not a ballot.",
    "step.window.holds": "It stands before the close of the vote, entry {close}.",
    "step.window.fails": "It stands after the close of the vote, entry {close}.",
    "step.missing.fails": "This file is missing: {path}",
    "step.file.fails": "This file is not right: {path}",
    "reason.form": "It does not have the right form.",
    "reason.signature": "The signature of the log’s key is missing, or a signature does not hold.",
    "reason.origin": "It is of the log “{origin}”; expected “{expected}”.",
    "reason.tree": "It is not what the signed log has.",
    "reason.code": "It names entry {index}, but that has the tracking code {code}.",
    "reason.beyond": "It names an entry after the end of the log, which has {size} entries."
  };

  // strings/nl.json
  var nl_default = {
    code: "Uw volgcode",
    "code.receipt": "De volgcode van dit bewijs",
    "code.hint": "16 letters en cijfers, van uw bewijs. Hoofdletters en streepjes maken niet uit.",
    "code.go": "Zoek mijn stem",
    "code.empty": "Typ eerst uw volgcode.",
    "code.short": { one: "Er mist nog één teken.", other: "Er missen nog {n} tekens." },
    "code.long": { one: "Eén teken te veel.", other: "{n} tekens te veel." },
    "code.stranger": "“{symbol}” komt nooit voor in een volgcode. Kijk nog eens op uw bewijs.",
    "code.voting": "Dit is een stemcode, geen volgcode. Houd hem voor uzelf: typ hem alleen op de stempagina.",
    receipt: "Of kies uw bewijs",
    "receipt.hint": "Het bestand dat u na het stemmen heeft bewaard. U kunt het ook hierheen slepen. Het blijft op dit apparaat.",
    "receipt.none": "Dit bestand is geen bewijs. Een bewijs is een klein tekstbestand waarvan de naam eindigt op .tlog-proof of .txt.",
    "folder.title": "De gepubliceerde map",
    "folder.why": "U heeft deze pagina als bestand geopend. De pagina mag dan niet zelf in de map kijken en vraagt het aan u. Alles blijft op dit apparaat.",
    "folder.label": "Kies de map van deze stemming",
    "folder.hint": "Dat is de map met het bestand “checkpoint”. U kunt hem ook hierheen slepen.",
    "folder.there": { one: "De map is er: één bestand.", other: "De map is er: {n} bestanden." },
    "folder.none": "Dit is niet de map van een stemming: het bestand “checkpoint” ontbreekt.",
    "folder.wanted": { one: "Kies de map, of alleen dit bestand uit de map:", other: "Kies de map, of alleen deze {n} bestanden uit de map:" },
    working: "Bezig met controleren…",
    offline: "De pagina kan de bestanden van deze stemming niet bereiken. Controleer uw verbinding.",
    failed: "Het controleren lukte niet. Probeer het opnieuw, of met een andere browser.",
    keys: "De sleutels in deze pagina kloppen niet. Daarom kan de pagina niets controleren. Vertrouw de pagina niet, en waarschuw de organisatie.",
    again: "Probeer opnieuw",
    insecure: "Uw browser controleert niets op een adres dat begint met http://. Gebruik het adres met https://, of bewaar de map en open deze pagina daaruit.",
    print: "Druk dit af",
    checked: "Gecontroleerd op dit apparaat op {time}.",
    proves: "Wat dit bewijst:",
    "proves.not": "Wat dit niet bewijst:",
    todo: "Wat u kunt doen:",
    "witnesses.none": "een onafhankelijke waarnemer",
    "evidence.save": "Sla het bewijsmateriaal op",
    steps: "Wat is er gecontroleerd",
    "found.title": "Uw stem zit in de stembus",
    "found.text": "Uw verzegelde stem is regel {index} van het openbare logboek van {title}.",
    "found.compare": "Is dit de volgcode die u opschreef toen u stemde?",
    "found.proves": "uw verzegelde stem staat in het logboek dat iedereen ziet, en niemand heeft hem daarna veranderd.",
    "found.proves.alone": "uw verzegelde stem staat in het logboek in deze map. Bij deze stemming kijken geen getuigen mee: of anderen hetzelfde logboek zien, weet u pas als u het met hen vergelijkt.",
    "found.proves.not": "wat u koos, want dat kan niemand zien; en of de telling klopt, want dat kan iedereen nagaan met de hele map.",
    "found.page": "U vertrouwt nu op deze pagina en op de sleutels die erin staan. Hoe u die vergelijkt met de krant, en zonder deze pagina controleert:",
    "found.check": "Controleer zelf",
    "shared.title": "Twee stemmen hebben deze volgcode",
    "shared.text": "In het logboek staan {n} stemmen met deze volgcode. Dat gebeurt niet toevallig.",
    "shared.todo": "Sleep uw bewijs naar deze pagina om te zien welke van u is. Waarschuw de organisatie.",
    "few.title": "Uw stem zit in dit logboek, maar te weinig getuigen hebben het gezien",
    "few.text": "Uw verzegelde stem is regel {index} van het logboek in deze map. Maar te weinig getuigen hebben dit logboek bevestigd: misschien krijgen anderen een ander logboek te zien.",
    "few.todo": "Kom later terug. Blijft het zo, vraag het dan aan een van de getuigen: {witnesses}.",
    "unsigned.title": "Uw stem zit in dit logboek; de handtekeningen zijn niet gecontroleerd",
    "unsigned.text": "Uw verzegelde stem is regel {index} van het logboek in deze map. Maar deze browser kan digitale handtekeningen niet controleren en kan dus niet zeggen of dit het echte logboek is.",
    "unsigned.todo": "Open deze pagina in een nieuwere browser.",
    near: "Bedoelt u deze? Hij verschilt één typfout:",
    "pending.title": "Uw stem staat op de lijst, maar nog niet in dit logboek",
    "pending.text": "De lijst van volgcodes noemt uw stem al. Het gepubliceerde logboek heeft {size} regels en komt nog niet zo ver. Waarschijnlijk wordt de map op dit moment bijgewerkt.",
    "pending.todo": "Probeer het over een paar minuten opnieuw. Kijkt u in een kopie van de map, haal dan eerst een nieuwe kopie. Blijft het zo, sleep dan uw bewijs naar deze pagina, en waarschuw de organisatie en een getuige: {witnesses}.",
    "unlisted.title": "Deze volgcode staat niet op de lijst",
    "unlisted.text": "De lijst van volgcodes heeft deze code niet. Dat bewijst niet dat uw stem ontbreekt: de lijst is niet ondertekend, en deze pagina heeft niet het hele logboek gelezen.",
    "unlisted.todo": "Kijk of u de code goed heeft getypt, en of dit de goede stemming is. Heeft u net gestemd, kom dan later terug. Klopt alles, sleep dan uw bewijs naar deze pagina. Geen bewijs? Bewaar de hele map op uw apparaat, open deze pagina daaruit en kies die map: dan leest de pagina het hele logboek.",
    "unknown.title": "Geen stem heeft deze volgcode",
    "unknown.text": "In het logboek staat geen stem met deze volgcode.",
    "unknown.todo": "Kijk of u de code goed heeft getypt, en of dit de goede stemming is. Heeft u net gestemd, kom dan later terug. Klopt alles, sleep dan uw bewijs naar deze pagina: het bewijs laat zien of uw stem ooit in het logboek stond. Geen bewijs? Waarschuw de organisatie.",
    "other.title": "Dit bewijs is van een andere stemming",
    "other.text": "Het bewijs is van “{origin}”. Deze pagina gaat over {title}.",
    "other.todo": "Open de pagina van die andere stemming en sleep uw bewijs daarheen.",
    "behind.title": "Deze map is ouder dan uw bewijs",
    "behind.text": "Toen u stemde had het logboek {old} regels. Het logboek in deze map heeft er {size}.",
    "behind.todo": "Misschien is de map nog niet bijgewerkt. Laad deze pagina later opnieuw. Blijft het zo, bewaar dan uw bewijs en laat het aan een getuige zien: {witnesses}.",
    "mismatch.title": "Dit bewijs is van een andere stem",
    "mismatch.text": "U vroeg naar {expected}, maar het bewijs is van de stem met volgcode {code}. Die stem staat wel in het logboek.",
    "mismatch.todo": "Kijk welke volgcode u heeft opgeschreven. Is dat een andere dan op uw bewijs, dan gaf iemand u het bewijs van een ander: waarschuw de organisatie en een getuige: {witnesses}.",
    "act.title": "Dit is geen stem",
    "act.text": "Regel {index} van het logboek is geen stem maar een besluit van de organisatie.",
    "act.todo": "Kijk of dit het bewijs is dat u kreeg toen u stemde. Is dat zo, laat het dan aan een getuige zien: {witnesses}.",
    "malformed.title": "Dit bestand is geen bewijs",
    "malformed.text": "Het bestand heeft niet de vorm van een bewijs. Misschien is het een ander bestand, of is het beschadigd.",
    "malformed.todo": "Kies het bestand dat u na het stemmen heeft bewaard, of typ uw volgcode.",
    "contradicted.title": "Uw bewijs en dit logboek spreken elkaar tegen",
    "contradicted.text": "Het bewijs is van een ander logboek dan dat in deze map. Deze browser kan digitale handtekeningen niet controleren en kan dus niet zeggen welk van de twee vals is.",
    "contradicted.todo": "Open deze pagina in een nieuwere browser, en bewaar uw bewijs.",
    "damaged.title": "Deze map is beschadigd",
    "damaged.text": "Een bestand van de gepubliceerde map ontbreekt, of klopt niet met het ondertekende logboek: {path}. Daarom is hier niets over uw stem te zeggen.",
    "damaged.todo": "Probeer het later nog eens, of met een andere kopie van de map. Blijft het zo, waarschuw dan de organisatie en een getuige: {witnesses}.",
    "forged.title": "Dit bewijs klopt niet",
    "forged.text": "Het logboek van deze stemming heeft dit bewijs nooit ondertekend, of het bewijs is later veranderd. Het bewijst niets.",
    "forged.todo": "Typ in plaats daarvan uw volgcode, om te zien of uw stem in het logboek staat. Kreeg u dit bewijs van de stempagina? Bewaar het dan en waarschuw de organisatie.",
    "forked.title": "Pas op: het logboek heeft twee gezichten laten zien",
    "forked.text": "De stembus ondertekende uw bewijs voor een ander logboek dan dat in deze map. Dat mag niet: er is één logboek voor iedereen.",
    "forked.todo": "Met uw bewijs kunt u dit aantonen. Bewaar het goed, sla ook het bestand hieronder op, en breng beide naar een getuige ({witnesses}) of naar de krant.",
    "removed.title": "Pas op: uw stem is uit het logboek gehaald",
    "removed.text": "De stembus ondertekende dat uw stem in het logboek stond. In het logboek in deze map staat hij niet meer.",
    "removed.todo": "Met uw bewijs kunt u dit aantonen. Bewaar het goed, sla ook het bestand hieronder op, en breng beide naar een getuige ({witnesses}) of naar de krant.",
    "shrunk.title": "Pas op: er zijn stemmen uit het logboek gehaald",
    "shrunk.text": "Toen u stemde had het logboek {old} regels. Nu, na de stemming, zijn het er {size}. Een logboek wordt nooit kleiner.",
    "shrunk.todo": "Met uw bewijs kunt u dit aantonen. Bewaar het goed, sla ook het bestand hieronder op, en breng beide naar een getuige ({witnesses}) of naar de krant.",
    "late.title": "Deze stem kwam na de sluiting",
    "late.text": "De stem is regel {index} van het logboek; de stemming is gesloten door regel {close}. De stem is niet geteld.",
    "late.todo": "Bewaar uw bewijs, en laat het aan een getuige zien: {witnesses}.",
    "result.holds": "Klopt",
    "result.fails": "Klopt niet",
    "result.few": "Te weinig",
    "result.early": "Toen te weinig",
    "result.skipped": "Niet gecontroleerd",
    "step.receipt.holds": "Het bewijs is voor regel {index}, in een logboek dat toen {size} regels had.",
    "step.receipt.fails": "Het bestand is geen bewijs.",
    "step.origin.fails": "Het bewijs is van het logboek “{origin}”; verwacht “{expected}”.",
    "step.receipt-log.holds": "De sleutel van het logboek heeft het bewijs ondertekend.",
    "step.receipt-log.fails": "De handtekening van het logboek onder het bewijs ontbreekt, of een handtekening eronder klopt niet.",
    "step.receipt-log.skipped": "De handtekeningen onder het bewijs: deze browser kan ze niet controleren.",
    "step.receipt-witnesses.holds": "{n} van de {all} getuigen hadden het logboek bevestigd toen u het bewijs kreeg; nodig: {quorum}.",
    "step.receipt-witnesses.early": "{n} van de {all} getuigen hadden het logboek bevestigd toen u het bewijs kreeg; nodig: {quorum}. Het telt wie het nu heeft bevestigd, hieronder.",
    "step.checkpoint.holds": "De sleutel van het logboek heeft het gepubliceerde logboek ondertekend, van {size} regels.",
    "step.checkpoint.skipped": "Het gepubliceerde logboek heeft {size} regels. De handtekeningen: deze browser kan ze niet controleren.",
    "step.witnesses.holds": "{n} van de {all} getuigen hebben het gepubliceerde logboek bevestigd; nodig: {quorum}.",
    "step.witnesses.few": "{n} van de {all} getuigen hebben het gepubliceerde logboek bevestigd; nodig: {quorum}.",
    "step.index.holds": "De lijst van volgcodes heeft {code} (bestand {path}).",
    "step.index.fails": "De lijst van volgcodes heeft {code} niet (bestand {path}).",
    "step.whole.holds": "Het hele logboek is gelezen: alle {size} regels, en samen zijn ze het logboek dat is ondertekend.",
    "step.prefix.holds": "Het logboek waar uw bewijs voor was, van {old} regels, is het begin van het gepubliceerde logboek van {size}: er is niets in veranderd en niets uit gehaald.",
    "step.prefix.fails": "De eerste {old} regels van het gepubliceerde logboek zijn niet het logboek waar uw bewijs voor was.",
    "step.size.fails": "Het gepubliceerde logboek heeft {size} regels, het logboek waar uw bewijs voor was {old}.",
    "step.inclusion.holds": "Regel {index} staat in het gepubliceerde logboek van {size} regels (een wiskundig bewijs van {n} getallen).",
    "step.inclusion.skipped": "De plaats van uw stem: het gepubliceerde logboek van {size} regels komt nog niet zo ver.",
    "step.receipt-inclusion.holds": "De rekensom in het bewijs zelf komt uit op diezelfde regel ({n} getallen).",
    "step.receipt-inclusion.fails": "De rekensom in het bewijs komt niet uit op de regel die erin staat.",
    "step.code.holds": "De regel heeft volgcode {code}.",
    "step.code.fails": "De regel heeft volgcode {code}; verwacht {expected}.",
    "step.ballot.holds": "De regel is een verzegelde stem van {n} bytes.",
    "step.ballot.fails": "De regel is geen stem.",
    "step.window.holds": "Hij staat vóór de sluiting van de stemming, regel {close}.",
    "step.window.fails": "Hij staat na de sluiting van de stemming, regel {close}.",
    "step.missing.fails": "Dit bestand ontbreekt: {path}",
    "step.file.fails": "Dit bestand klopt niet: {path}",
    "reason.form": "Het heeft niet de juiste vorm.",
    "reason.signature": "De handtekening van het logboek ontbreekt, of een handtekening klopt niet.",
    "reason.origin": "Het is van het logboek “{origin}”; verwacht “{expected}”.",
    "reason.tree": "Het is niet wat in het ondertekende logboek staat.",
    "reason.code": "Het noemt regel {index}, maar die heeft volgcode {code}.",
    "reason.beyond": "Het noemt een regel na het einde van het logboek, dat {size} regels heeft."
  };

  // source/words.js
  var languages = { nl: nl_default, en: en_default };
  var current = "en";
  var timeZone;
  function speak({ language, time_zone }) {
    if (language in languages)
      current = language;
    timeZone = time_zone;
  }
  function t(key, values = {}) {
    let text2 = languages[current][key];
    if (typeof text2 === "object")
      text2 = text2[new Intl.PluralRules(current).select(values.n)] ?? text2.other;
    return text2.replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  }
  var trackingCode2 = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g;
  var shown = (value) => typeof value === "number" ? new Intl.NumberFormat(current).format(value) : value.replace(trackingCode2, (code) => code.replaceAll("-", "‑"));
  function moment(seconds) {
    const format = { dateStyle: "long", timeStyle: "short", timeZone };
    const told = new Intl.DateTimeFormat(current === "en" ? "en-GB" : current, format).format(seconds * 1e3);
    return timeZone === "UTC" ? `${told} UTC` : told;
  }
  var listed = (items) => new Intl.ListFormat(current, { type: "conjunction" }).format(items);

  // source/files.js
  function fileField(id, { label, hint, folder = false, take: take2 }) {
    const input2 = el("input", {
      id,
      type: "file",
      webkitdirectory: folder,
      "aria-describedby": hint && `${id}-hint`,
      on: {
        // So that the same file, chosen again, is taken again.
        click: () => {
          input2.value = "";
        },
        change: () => {
          const files = [...input2.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
          if (files.length > 0)
            take2(files);
        }
      }
    });
    return el(
      "div",
      { class: "field drop" },
      el("label", { for: id }, label),
      hint && el("p", { id: `${id}-hint`, class: "hint" }, hint),
      input2
    );
  }
  function takeDrops(take2) {
    const stop = (event) => {
      if (![...event.dataTransfer.types].includes("Files"))
        return false;
      event.preventDefault();
      return true;
    };
    const lift = (on) => document.body.classList.toggle("dragging", on);
    document.addEventListener("dragover", (event) => lift(stop(event)));
    document.addEventListener("dragleave", () => lift(false));
    document.addEventListener("drop", async (event) => {
      if (!stop(event))
        return;
      lift(false);
      const dropped2 = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
      take2((await Promise.all(dropped2.filter(Boolean).map((item) => under(item, "")))).flat());
    });
  }
  async function under(entry, above) {
    const path = above + entry.name;
    if (entry instanceof File)
      return [{ path, file: entry }];
    if (entry.isFile)
      return [{ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
    const reader = entry.createReader();
    const inside = [];
    for (let piece; (piece = await new Promise((resolve, reject) => reader.readEntries(resolve, reject))).length > 0; ) {
      inside.push(...piece);
    }
    return (await Promise.all(inside.map((each) => under(each, `${path}/`)))).flat();
  }
  var FolderPart = class {
    /** `changed` is called when `folder` has more than before. */
    constructor(folder, changed) {
      this.folder = folder;
      this.changed = changed;
      this.message = el("p", { role: "status" });
      this.list = el("ul", { class: "wanted" });
      this.element = el(
        "section",
        { id: "folder", "aria-labelledby": "folder-title" },
        el("h2", { id: "folder-title" }, t("folder.title")),
        el("p", {}, t("folder.why")),
        fileField("folder-files", {
          label: t("folder.label"),
          hint: t("folder.hint"),
          folder: true,
          take: (files) => this.take(files)
        }),
        this.message,
        this.list
      );
    }
    take(files) {
      const isFolder = this.folder.takeFolder(files);
      this.message.textContent = isFolder ? t("folder.there", { n: files.length }) : t("folder.none");
      if (!isFolder)
        return;
      this.list.replaceChildren();
      this.changed();
    }
    /** Lists the files at `paths`, each with a field of its own. */
    want(paths) {
      this.message.textContent = t("folder.wanted", { n: paths.length });
      this.list.replaceChildren(...paths.map((path, i) => el(
        "li",
        { "data-path": path },
        fileField(`wanted-${i}`, { label: path, take: ([{ file }]) => {
          this.folder.take(path, file);
          this.changed();
        } })
      )));
      this.element.querySelector(this.folder.isBegun ? "#wanted-0" : "#folder-files").focus();
    }
    done() {
      this.list.replaceChildren();
      if (!this.folder.isWhole)
        this.message.textContent = "";
    }
  };

  // source/folder.js
  var Wanted = class extends Error {
    constructor(paths) {
      super(`files wanted: ${paths.join(", ")}`);
      this.paths = paths;
    }
  };
  var patience = 6e4;
  var NoAnswer = class extends Error {
  };
  var ServedFolder = class {
    /** A log of at most this many leaves is fetched whole to say that a ballot is not there: 2 MB. */
    mostLeaves = 65536;
    #root;
    #files = /* @__PURE__ */ new Map();
    constructor(root) {
      this.#root = root;
    }
    /** The file's bytes; undefined when there is none. */
    read(path) {
      if (!this.#files.has(path))
        this.#files.set(path, this.#fetched(path));
      return this.#files.get(path);
    }
    readAll(paths) {
      return Promise.all(paths.map((path) => this.read(path)));
    }
    async #fetched(path) {
      let response;
      try {
        response = await fetch(this.#root + path, {
          cache: "no-cache",
          credentials: "omit",
          signal: AbortSignal.timeout(patience)
        });
        if (response.ok)
          return new Uint8Array(await response.arrayBuffer());
      } catch {
        throw new NoAnswer(path);
      }
      if (response.status === 404 || response.status === 410)
        return void 0;
      throw new NoAnswer(`${path}: ${response.status}`);
    }
  };
  var ChosenFolder = class {
    /** Whether a file that is not found is not there. */
    isWhole = false;
    #files = /* @__PURE__ */ new Map();
    /** Takes a whole folder: files with their paths in it. Returns whether it has a log's checkpoint. */
    takeFolder(files) {
      const tops = files.filter(({ path }) => /(^|\/)checkpoint$/.test(path)).map(({ path }) => path.slice(0, -10));
      const top = tops.sort((left, right) => left.length - right.length)[0];
      if (top === void 0)
        return false;
      this.#files.clear();
      for (const { path, file } of files)
        if (path.startsWith(top))
          this.#files.set(path.slice(top.length), file);
      this.isWhole = true;
      return true;
    }
    /** All leaves are read, once they are all there. */
    get mostLeaves() {
      return this.isWhole ? Infinity : 0;
    }
    /** Takes one file for the path. */
    take(path, file) {
      this.#files.set(path, file);
    }
    /** Whether there are files that came one by one. */
    get isBegun() {
      return !this.isWhole && this.#files.size > 0;
    }
    /** Forgets files that came one by one: one of them was not what it should be. */
    forgetLoose() {
      if (!this.isWhole)
        this.#files.clear();
    }
    async read(path) {
      return (await this.readAll([path]))[0];
    }
    /** As above for several; throws `Wanted` with all that the reader has yet to hand over. */
    async readAll(paths) {
      const wanted = paths.filter((path) => !this.#files.has(path));
      if (wanted.length > 0 && !this.isWhole)
        throw new Wanted(wanted);
      return Promise.all(paths.map(async (path) => {
        const file = this.#files.get(path);
        return file && new Uint8Array(await file.arrayBuffer());
      }));
    }
  };

  // source/report.js
  var looks = {
    found: "good",
    shared: "caution",
    few: "caution",
    unsigned: "caution",
    pending: "caution",
    unlisted: "caution",
    unknown: "caution",
    other: "caution",
    behind: "caution",
    mismatch: "caution",
    act: "caution",
    malformed: "caution",
    contradicted: "caution",
    damaged: "alarm",
    forged: "alarm",
    forked: "alarm",
    removed: "alarm",
    shrunk: "alarm",
    late: "alarm"
  };
  var evidence = /* @__PURE__ */ new Set(["forked", "removed", "shrunk", "late"]);
  var marks = { good: "M6 12.5l4 4 8-9", caution: "M12 6v7m0 3.5v.5", alarm: "M7.5 7.5l9 9m0-9l-9 9" };
  var mark = (look) => svg(
    "svg",
    { class: "mark", viewBox: "0 0 24 24", width: 32, height: 32, "aria-hidden": "true" },
    svg("circle", { cx: 12, cy: 12, r: 11 }),
    svg("path", { d: marks[look] })
  );
  function report({ answer: answer2, values, steps, checkpoint }, { election: election2, receipt, search: search2 }) {
    const look = looks[answer2];
    const title = el("h2", { id: "verdict-title", tabindex: "-1" }, mark(look), el("span", {}, t(`${answer2}.title`)));
    return el(
      "section",
      { id: "verdict", "data-look": look, "aria-labelledby": "verdict-title", "data-answer": answer2 },
      title,
      values.code && el(
        "p",
        { class: "ticket" },
        el("span", {}, t(answer2 === "mismatch" ? "code.receipt" : "code")),
        el("output", { id: "found-code", dir: "ltr" }, values.code)
      ),
      el("p", { class: "lead" }, t(`${answer2}.text`, { ...values, title: titled(election2) })),
      suggestions(values.near, search2),
      answer2 === "found" && [
        receipt && el("p", {}, t("found.compare")),
        el(
          "p",
          {},
          el("strong", {}, t("proves")),
          " ",
          t(election2.witness_quorum > 0 ? "found.proves" : "found.proves.alone")
        ),
        el("p", {}, el("strong", {}, t("proves.not")), " ", t("found.proves.not")),
        el("p", {}, t("found.page"), " ", el("a", { href: "check.html" }, t("found.check")))
      ],
      todo(answer2, election2),
      el(
        "div",
        { class: "actions" },
        evidence.has(answer2) && receipt && button("evidence", t("evidence.save"), () => save(receipt, checkpoint), "secondary"),
        button("print", t("print"), () => window.print(), "secondary")
      ),
      el("h3", {}, t("steps")),
      el("ol", { class: "steps" }, steps.map(line)),
      el("p", { class: "checked" }, t("checked", { time: moment(Date.now() / 1e3) }))
    );
  }
  var titled = ({ title, language }) => title[language] ?? Object.values(title)[0];
  function suggestions(near = [], search2) {
    if (near.length === 0)
      return void 0;
    return el(
      "div",
      { class: "near" },
      el("p", {}, t("near")),
      el("div", { class: "actions" }, near.map((code, i) => button(`near-${i}`, code, () => search2(code), "secondary")))
    );
  }
  function todo(answer2, election2) {
    const names = election2.witnesses.map((key) => key.split("+")[0]);
    const witnesses = names.length > 0 ? listed(names) : t("witnesses.none");
    return answer2 !== "found" && el("p", { class: "todo" }, el("strong", {}, t("todo")), " ", t(`${answer2}.todo`, { witnesses }));
  }
  function save(receipt, checkpoint) {
    download("evidence.txt", `${receipt}
${"-".repeat(72)}

${text(checkpoint)}`, "text/plain");
  }
  function line({ step, result, values }) {
    const cosigned = (values.cosigned ?? []).map(({ name, time }) => `${name}, ${moment(time)}`);
    const detail = values.reason ? t(`reason.${values.reason}`, values) : cosigned.join("; ");
    return el(
      "li",
      { "data-step": step, "data-result": result },
      el("strong", {}, t(`result.${result}`)),
      " ",
      el("span", {}, t(`step.${step}.${result}`, values), detail && el("small", {}, detail))
    );
  }

  // source/find.js
  var election = opened();
  var isLocal = location.protocol === "file:";
  var largestReceipt = 2 ** 20;
  var receiptName = /^([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3})(?: ?\(\d+\))?\.txt$/;
  var settled = /* @__PURE__ */ new Set(["found", "few", "unsigned", "late"]);
  var passing = /* @__PURE__ */ new Set(["damaged", "behind", "pending", "unlisted"]);
  speak(election);
  var error = el("p", { id: "error", class: "error", role: "alert" });
  var status = el("p", { id: "status", role: "status" });
  var outcome = el("div", { id: "outcome" });
  var input = el("input", {
    id: "tracking",
    class: "code",
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    enterkeyhint: "search",
    dir: "ltr",
    placeholder: "0000-0000-0000-0000",
    "aria-describedby": "tracking-hint error"
  });
  var chosen = new ChosenFolder();
  var folderPart = isLocal ? new FolderPart(chosen, () => question && ask(question)) : void 0;
  var question;
  var answer;
  var asked = 0;
  function mistake(symbols) {
    if (symbols === "")
      return t("code.empty");
    if (isCode(symbols))
      return t("code.voting");
    const symbol = stranger(symbols);
    if (symbol)
      return t("code.stranger", { symbol });
    const n2 = symbols.length - trackingCodeLength;
    return n2 === 0 ? void 0 : t(n2 < 0 ? "code.short" : "code.long", { n: Math.abs(n2) });
  }
  function refuse(text2) {
    asked++;
    question = void 0;
    error.textContent = text2;
    status.textContent = "";
    outcome.replaceChildren();
  }
  function search(typed) {
    const symbols = normalised(typed.slice(typed.indexOf("#") + 1));
    const wrong = mistake(symbols);
    if (isCode(symbols))
      location.replace("#");
    input.value = isCode(symbols) ? "" : wrong ? typed : typedTrackingCode(symbols);
    input.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (!wrong) {
      for (const link of document.querySelectorAll("a[hreflang]"))
        link.hash = input.value;
      return ask({ code: input.value });
    }
    refuse(wrong);
    input.focus();
  }
  async function textOf(file) {
    try {
      return file.size > largestReceipt ? void 0 : text(new Uint8Array(await file.arrayBuffer()));
    } catch {
      return void 0;
    }
  }
  async function take(file) {
    const text2 = await textOf(file);
    if (text2 === void 0)
      return refuse(t("receipt.none"));
    const [, named] = receiptName.exec(file.name) ?? [];
    if (settled.has(answer?.answer))
      input.value = "";
    ask({ code: typedTrackingCode(named ?? input.value), receipt: text2 });
  }
  async function ask(next) {
    if (!crypto.subtle)
      return refuse(t("insecure"));
    const number2 = ++asked;
    question = next;
    answer = void 0;
    error.textContent = "";
    input.setAttribute("aria-invalid", "false");
    status.textContent = t("working");
    outcome.replaceChildren();
    const { classList } = document.querySelector("#finder");
    classList.add("asked");
    let found, failure;
    try {
      found = await answered(next);
    } catch (reason) {
      failure = reason;
    }
    if (number2 !== asked)
      return;
    classList.remove("asked");
    status.textContent = "";
    answer = found;
    if (found)
      tell(found, next);
    else
      explain(failure);
  }
  async function answered(next) {
    if (isLocal)
      return examine(next, election, chosen);
    for (let tries = 1; ; tries++) {
      const found = await examine(next, election, new ServedFolder(election.root));
      if (!passing.has(found.answer) || tries === 3)
        return found;
      const folder = new ServedFolder(election.root);
      const [checkpoint, newer] = await Promise.all([folder.read("checkpoint"), renewed(election, folder)]);
      if (newer === election && equal(checkpoint ?? [], found.checkpoint ?? []))
        return found;
      election = newer;
    }
  }
  function tell(found, { receipt }) {
    folderPart?.done();
    if (found.answer === "damaged")
      chosen.forgetLoose();
    outcome.replaceChildren(report(found, { election, receipt, search }));
    outcome.querySelector("#verdict-title").focus();
  }
  function explain(failure) {
    if (failure instanceof Wanted)
      return folderPart.want(failure.paths);
    error.textContent = t(failure instanceof NoAnswer ? "offline" : failure instanceof NoKeys ? "keys" : "failed");
    if (!(failure instanceof NoAnswer))
      console.error(failure);
    outcome.replaceChildren(el("div", { class: "actions" }, button("again", t("again"), () => ask(question), "secondary")));
  }
  function dropped(files) {
    if (folderPart && files.some(({ path }) => path.includes("/")))
      return folderPart.take(files);
    return files.length === 1 ? take(files[0].file) : refuse(t("receipt.none"));
  }
  function begin() {
    const form = el(
      "form",
      { novalidate: true, on: { submit: (event) => {
        event.preventDefault();
        search(input.value);
      } } },
      el(
        "div",
        { class: "field" },
        el("label", { for: "tracking" }, t("code")),
        el("p", { id: "tracking-hint", class: "hint" }, t("code.hint")),
        input
      ),
      error,
      el("div", { class: "actions" }, el("button", { id: "find", type: "submit", class: "primary" }, t("code.go")))
    );
    const receipt = fileField("receipt", {
      label: t("receipt"),
      hint: t("receipt.hint"),
      take: ([{ file }]) => take(file)
    });
    document.querySelector("#finder").append(form, receipt, folderPart?.element ?? "", status, outcome);
    if (!crypto.subtle)
      return refuse(t("insecure"));
    takeDrops(dropped);
    const scanned = () => location.hash.length > 1 && search(location.hash);
    window.addEventListener("hashchange", scanned);
    scanned();
  }
  begin();
})();
