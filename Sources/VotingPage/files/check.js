// source/crypto/codes.js
var alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
var normalised = (typed) => typed.toUpperCase().replace(/[\s\-‐-―−]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
var stranger = (symbols) => [...symbols].find((symbol) => !alphabet.includes(symbol));
var grouped = (symbols) => symbols.match(/.{1,4}/gu)?.join("-") ?? "";
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

// source/crypto/bytes.js
function join(...parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
var ascii = (text) => new TextEncoder().encode(text);
var equal = (a, b2) => a.length === b2.length && a.every((byte, i) => byte === b2[i]);
function unsigned(value, length2) {
  const bytes = new Uint8Array(length2);
  let left = BigInt(value);
  for (let i = length2 - 1; i >= 0; i--) {
    bytes[i] = Number(left & 0xffn);
    left >>= 8n;
  }
  if (left !== 0n)
    throw new RangeError(`a number takes more than ${length2} bytes`);
  return bytes;
}
var number = (bytes) => bytes.length ? BigInt("0x" + toHex(bytes)) : 0n;
var toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
function fromHex(text) {
  if (!/^([0-9a-f]{2})*$/.test(text))
    throw new Error("expected pairs of hexadecimal digits");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (toBase64(bytes) !== text)
    throw new Error("expected base64 with padding");
  return bytes;
}
var toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
function fromBase64URL(text) {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard + "=".repeat((4 - standard.length % 4) % 4));
}
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
  unsigned(length2) {
    return Number(number(this.take(length2)));
  }
  finish() {
    if (this.#at !== this.#bytes.length)
      throw new Error("more bytes than expected");
  }
};

// source/crypto/p256.js
var p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
var n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
var b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
var G = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n
};
var reduced = (value) => (value % p + p) % p;
function inverse(value) {
  let [r0, r1, t0, t1] = [p, reduced(value), 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [t0, t1] = [t1, t0 - quotient * t1];
  }
  if (r0 !== 1n)
    throw new RangeError("0 has no inverse");
  return reduced(t0);
}
function power(base, exponent) {
  let result = 1n;
  for (let square = base, left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n)
      result = result * square % p;
    square = square * square % p;
  }
  return result;
}
var rightSide = (x) => reduced(x * x * x - 3n * x + b);
function evenY(x) {
  const square = rightSide(x);
  const root = power(square, (p + 1n) / 4n);
  if (root * root % p !== square)
    return null;
  return root & 1n ? p - root : root;
}
var negated = (point2) => point2 && { x: point2.x, y: point2.y === 0n ? 0n : p - point2.y };
function add(left, right) {
  if (left === null)
    return right;
  if (right === null)
    return left;
  let slope;
  if (left.x !== right.x)
    slope = (right.y - left.y) * inverse(right.x - left.x);
  else if (left.y === right.y)
    slope = (3n * left.x * left.x - 3n) * inverse(2n * left.y);
  else
    return null;
  slope = reduced(slope);
  const x = reduced(slope * slope - left.x - right.x);
  return { x, y: reduced(slope * (left.x - x) - left.y) };
}
function doubled([X, Y, Z]) {
  const delta = Z * Z % p;
  const gamma = Y * Y % p;
  const beta = X * gamma % p;
  const alpha = reduced(3n * (X - delta) * (X + delta));
  const X3 = reduced(alpha * alpha - 8n * beta);
  return [X3, reduced(alpha * (4n * beta - X3) - 8n * gamma * gamma), reduced((Y + Z) * (Y + Z) - gamma - delta)];
}
function added([X1, Y1, Z1], { x, y }) {
  if (Z1 === 0n)
    return [x, y, 1n];
  const square = Z1 * Z1 % p;
  const H = reduced(x * square - X1);
  const R = reduced(y * Z1 * square - Y1);
  if (H === 0n)
    return R === 0n ? doubled([X1, Y1, Z1]) : [1n, 1n, 0n];
  const HH = H * H % p;
  const HHH = H * HH % p;
  const V = X1 * HH % p;
  const X3 = reduced(R * R - HHH - 2n * V);
  return [X3, reduced(R * (V - X3) - Y1 * HHH), Z1 * H % p];
}
function multiply(scalar2, point2) {
  let sum = [1n, 1n, 0n];
  if (point2 === null)
    return null;
  for (let bit = 255n; bit >= 0n; bit--) {
    sum = doubled(sum);
    if (scalar2 >> bit & 1n)
      sum = added(sum, point2);
  }
  if (sum[2] === 0n)
    return null;
  const z = inverse(sum[2]);
  const square = z * z % p;
  return { x: sum[0] * square % p, y: sum[1] * square * z % p };
}
var same = (left, right) => left === null || right === null ? left === right : left.x === right.x && left.y === right.y;
var compressed = ({ x, y }) => join([y & 1n ? 3 : 2], unsigned(x, 32));
function point(bytes) {
  if (bytes.length !== 33 || bytes[0] !== 2 && bytes[0] !== 3)
    throw new Error("expected a compressed point");
  const x = number(bytes.slice(1));
  const y = x < p ? evenY(x) : null;
  if (y === null)
    throw new Error("no point has this x-coordinate");
  return { x, y: bytes[0] === 3 ? p - y : y };
}
function scalar(bytes) {
  const value = number(bytes);
  if (bytes.length !== 32 || value >= n)
    throw new Error("expected a scalar below the group's order");
  return value;
}

// source/crypto/hashing.js
var sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
var tag = ascii("stembus-v1-P256_XMD:SHA-256_scalar");
async function expanded(message) {
  const suffix = join(tag, [tag.length]);
  const b0 = await sha256(join(new Uint8Array(64), message, unsigned(48, 2), [0], suffix));
  const b1 = await sha256(join(b0, [1], suffix));
  const mixed = b0.map((byte, i) => byte ^ b1[i]);
  const b2 = await sha256(join(mixed, [2], suffix));
  return join(b1, b2).slice(0, 48);
}
var hashToScalar = async (message) => number(await expanded(message)) % n;
var Transcript = class {
  #state = new Uint8Array(0);
  constructor(proof, context) {
    this.put("protocol", ascii("stembus-v1"));
    this.put("proof", ascii(proof));
    this.put("ctx", context);
  }
  put(label, data) {
    this.#state = join(this.#state, [1, label.length], ascii(label), unsigned(data.length, 8), data);
  }
  async scalars(label, count) {
    this.#state = join(this.#state, [2, label.length], ascii(label), unsigned(count, 8));
    const digest2 = await sha256(this.#state);
    return Promise.all(Array.from({ length: count }, (_, i) => hashToScalar(join(digest2, unsigned(i, 8)))));
  }
  async scalar(label) {
    return (await this.scalars(label, 1))[0];
  }
};

// source/crypto/notes.js
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
async function noteKey(text, type) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
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
var signatureKey = (text) => noteKey(text, signatureType);
var cosignatureKey = (text) => noteKey(text, cosignatureType);
var isBySameKey = (left, right) => left.name === right.name && equal(left.id, right.id);
function parsedNote(note) {
  const end = note.lastIndexOf("\n\n");
  const isText = ascii(note).length <= largest && !/[\0-\x09\x0b-\x1f]/.test(note);
  if (!isText || end < 0 || !note.endsWith("\n"))
    throw new Error("expected a signed note");
  const lines = note.slice(end + 2, -1).split("\n").map((line) => {
    const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    if (!name)
      throw new Error("expected a signature line");
    const bytes = fromBase64(encoded);
    if (bytes.length < 5)
      throw new Error(`the signature of ${name} is too short`);
    return { name, id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  if (lines.length > mostSignatures)
    throw new Error(`expected at most ${mostSignatures} signatures`);
  lines.forEach((line, i) => {
    if (lines.slice(0, i).some((other) => isBySameKey(line, other)))
      throw new Error(`${line.name} signed twice`);
  });
  return { text: note.slice(0, end + 1), lines };
}
async function signs(key, signature, message) {
  if (signature.length !== 64 || littleEndian(signature.slice(32)) >= order)
    return false;
  const imported = await crypto.subtle.importKey("raw", key.bytes, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}
async function held(key, signature, text) {
  if (key.type === signatureType)
    return { holds: await signs(key, signature, ascii(text)) };
  if (signature.length !== 72)
    return { holds: false };
  const reader = new Reader(signature);
  const time = number(reader.take(8));
  return {
    holds: time < 2n ** 63n && await signs(key, reader.take(64), ascii(`cosignature/v1
time ${time}
${text}`)),
    time: Number(time)
  };
}
async function verifiedNote(note, keys) {
  const { text, lines } = parsedNote(note);
  const signers = /* @__PURE__ */ new Map();
  for (const line of lines) {
    const key = keys.find((key2) => isBySameKey(key2, line));
    if (!key)
      continue;
    const { holds, time } = await held(key, line.signature, text);
    if (!holds)
      throw new Error(`the signature of ${key.name} does not hold`);
    signers.set(key.name, time);
  }
  if (signers.size === 0)
    throw new Error("expected a signature of a known key, found none");
  return { text, signers };
}
async function checksSignatures() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32).fill(88, 0, 1).fill(102, 1), { name: "Ed25519" }, false, ["verify"]);
    return true;
  } catch {
    return false;
  }
}

// source/crypto/signers.js
async function keysOf({ log_key, witnesses }) {
  return { log: await signatureKey(log_key), witnesses: await Promise.all(witnesses.map(cosignatureKey)) };
}
async function cosigners(note, { log, witnesses }) {
  const { signers } = await verifiedNote(note, [log, ...witnesses]);
  if (!signers.has(log.name))
    throw new Error(`expected a signature of ${log.name}, found none`);
  return witnesses.filter(({ name }) => signers.has(name)).map(({ name }) => ({ name, time: signers.get(name) }));
}

// source/crypto/tree.js
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
async function rootOfAll(hashes) {
  let row = hashes;
  while (row.length > 1) {
    const lefts = row.filter((_, i) => i % 2 === 0);
    row = await Promise.all(lefts.map((left, i) => 2 * i + 1 < row.length ? node(left, row[2 * i + 1]) : left));
  }
  return row[0];
}

// source/crypto/receipt.js
function digest(text) {
  const bytes = fromBase64(text);
  if (bytes.length !== 32)
    throw new Error("expected a hash of 32 bytes");
  return bytes;
}
function parsedReceipt(text) {
  const shape = /^c2sp\.org\/tlog-proof@v1\n(?:extra (\S*)\n)?index (0|[1-9]\d{0,14})\n((?:\S+\n){0,63})\n([^]+)$/;
  const [, extra, index, hashes, checkpoint] = shape.exec(text) ?? [];
  if (index === void 0)
    throw new Error("expected a receipt");
  if (extra !== void 0)
    fromBase64(extra);
  return { index: Number(index), hashes: hashes.split("\n").slice(0, -1).map(digest), checkpoint };
}
function treeHead(text) {
  const [origin, size, root, ...rest] = text.split("\n");
  if (!origin || !/^(0|[1-9]\d{0,14})$/.test(size) || rest.length !== 1 || rest[0] !== "") {
    throw new Error("expected a checkpoint of three lines");
  }
  return { origin, size: Number(size), root: digest(root) };
}
async function verifiedReceipt(text, leaf, election2) {
  const { index, hashes, checkpoint } = parsedReceipt(text);
  const signed = await checksSignatures();
  const head = treeHead(parsedNote(checkpoint).text);
  if (head.origin !== election2.origin)
    throw new Error("expected a checkpoint of this election");
  if (signed) {
    const cosigned = await cosigners(checkpoint, await keysOf(election2));
    if (cosigned.length < election2.witness_quorum)
      throw new Error("too few witnesses have signed the checkpoint");
  }
  const root = await provenRoot({ index, size: head.size, leaf, hashes });
  if (!equal(root, head.root))
    throw new Error("the ballot is not in the log that the receipt names");
  return { index, size: head.size, signed, trackingCode: trackingCode(leaf) };
}

// source/crypto/tiles.js
var full = 256;
function tilePath(level, index, width) {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, "0").match(/.{3}/g);
  const path = digits.map((group2, i) => i < digits.length - 1 ? `x${group2}` : group2).join("/");
  return `tile/${level}/${path}${width < full ? `.p/${width}` : ""}`;
}
var widthOf = (level, index, size) => Math.min(full, Math.floor(size / full ** level) - index * full);
function place(level, index, size) {
  const [tileLevel, count] = [Math.floor(level / 8), 2 ** (level % 8)];
  const start2 = index * count;
  const tile2 = Math.floor(start2 / full);
  return { path: tilePath(tileLevel, tile2, widthOf(tileLevel, tile2, size)), first: start2 - tile2 * full, count };
}
function hashesIn(bytes, path) {
  const width = Number(/\.p\/(\d+)$/.exec(path)?.[1] ?? full);
  if (bytes.length !== 32 * width)
    throw new Error(`expected ${32 * width} bytes, found ${bytes.length}`);
  return Array.from({ length: width }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
}
var nodesFrom = (hashesAt, size) => async (level, index) => {
  const { path, first, count } = place(level, index, size);
  return rootOfAll((await hashesAt(path)).slice(first, first + count));
};

// source/page/box.js
var Refused = class extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
};
var NoAnswer = class extends Error {
  constructor({ busy = false, seconds } = {}) {
    super("no answer");
    this.busy = busy;
    this.seconds = seconds;
  }
};
var patience = 6e4;
var types = { json: "application/json", text: "text/plain", arrayBuffer: "application/octet-stream" };
var refusals = /* @__PURE__ */ new Set([
  "malformed",
  "not-proven",
  "unknown-code",
  "used-code",
  "revoked-code",
  "not-open",
  "too-large",
  "refused",
  "not-found"
]);
async function answer(path, as, body) {
  const octets = { "Content-Type": types.arrayBuffer };
  let response, refusal;
  try {
    response = await fetch(path, {
      method: body ? "POST" : "GET",
      body,
      headers: body ? octets : {},
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(patience)
    });
    const type = response.headers.get("Content-Type") ?? "";
    if (response.ok && type.startsWith(types[as]))
      return await response[as]();
    refusal = response.ok ? void 0 : await response.json().catch(() => void 0);
  } catch {
    throw new NoAnswer();
  }
  const busy = response.status === 429 || response.status === 503;
  const passing = response.status >= 500 || busy || response.status === 408;
  if (!passing && refusals.has(refusal?.error))
    throw new Refused(refusal.error, refusal.message);
  throw new NoAnswer({ busy, seconds: Number(response.headers.get("Retry-After")) || void 0 });
}
var election = () => answer("/v1/election", "json");
var receipt = (code) => answer(`/v1/receipts/${code}`, "text");
var tile = async (path) => new Uint8Array(await answer(`/log/${path}`, "arrayBuffer"));

// source/page/dom.js
function el(name, traits = {}, ...children) {
  return filled(document.createElement(name), traits, children);
}
function filled(element2, { on = {}, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true)
      element2.setAttribute(name, "");
    else if (value !== false && value !== void 0)
      element2.setAttribute(name, value);
  }
  for (const [event, listener] of Object.entries(on))
    element2.addEventListener(event, listener);
  element2.append(...children.flat(Infinity).filter((child) => child !== void 0 && child !== false));
  return element2;
}
var button = (id, label, click, look = "primary") => el("button", { id, type: "button", class: look, on: { click } }, label);
function show(step, heading, ...content) {
  const main = document.querySelector("main");
  const title = el("h1", { tabindex: "-1" }, heading);
  main.dataset.step = step;
  main.replaceChildren(...[title, ...content].flat(Infinity).filter(Boolean));
  document.title = `${heading} · ${document.body.dataset.title ?? "Stembus"}`;
  window.scrollTo(0, 0);
  title.focus({ preventScroll: true });
}
function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 6e4);
}

// strings/en.json
var en_default = {
  "language.name": "English",
  "language.direction": "ltr",
  "language.locale": "en-GB",
  "language.choose": "Language",
  skip: "Skip to the content",
  "steps.label": "Steps",
  "steps.code": "Code",
  "steps.choose": "Choose",
  "steps.seal": "Seal",
  "steps.receipt": "Receipt",
  "steps.now": "Step {n} of {of}",
  version: "Version of this page: {version}",
  "version.matches": "the same as in the election's public log",
  "version.differs": "NOT the version in the election's public log. Do not vote here; warn the organisers.",
  notices: "News from the organisers",
  "code.title": "Vote for your neighbourhood",
  "code.intro": "You have a letter or a card with a voting code. Type the code here. Nobody can see what you choose.",
  "code.until": "You can vote until {time}.",
  "code.label": "Your voting code",
  "code.label.1": "The voting code in your first letter",
  "code.label.2": "The voting code in your second letter",
  "code.hint": "20 letters and numbers. Capitals and dashes don't matter.",
  "code.typo": "There is a typing mistake in this code. Look at your letter again, four characters at a time.",
  "code.stranger": "“{symbol}” is never in a code. Look at your letter again.",
  "code.short": { one: "One character is still missing.", other: "{n} characters are still missing." },
  "code.long": { one: "One character too many.", other: "{n} characters too many." },
  "code.good": "This code is typed correctly.",
  "code.continue": "Continue",
  "code.looking": "Looking up your district…",
  "code.unknown": "We don't know this code. Are you in the right election? Look at your letter, or ask for help at the desk named in it.",
  "code.voted": "A vote has been handed in with this code already. A code works once. Was it not you? Then go to the desk named in your letter.",
  "code.revoked": "This code has been withdrawn, for example because you got a new letter. Use the newest code.",
  "code.offline": "The ballot box can't be reached. Check your connection and try again.",
  "code.busy": "The ballot box is busy. One moment: we try again by ourselves.",
  "code.find": "Have you voted? Check that your vote is in the ballot box",
  "choose.title": "Choose your projects",
  "choose.intro.money": { one: "You may choose one project, for {money} at most.", other: "You may choose at most {n} projects, for {money} together." },
  "choose.intro.count": { one: "You may choose one project.", other: "You may choose at most {n} projects." },
  "choose.intro.budget": "You may choose projects for {money} together.",
  "choose.intro.free": "You may choose as many projects as you like.",
  "choose.order": "The order of the projects is different for everybody, so that the first has no advantage.",
  "choose.district": "Your district: {district}",
  "choose.search": "Search",
  "choose.theme": "Theme",
  "choose.theme.all": "All themes",
  "choose.sort": "Order",
  "choose.sort.shuffled": "Mixed",
  "choose.sort.name": "By name",
  "choose.sort.cheap": "Cheapest first",
  "choose.sort.dear": "Most expensive first",
  "choose.found": { one: "One project", other: "{n} projects" },
  "choose.none": "No project fits your search.",
  "choose.for": "For: {targets}",
  "choose.where": "Where: {neighborhood}",
  "choose.withdrawn": "This project has been withdrawn and can't be chosen.",
  "choose.obstacle.money": "Does not fit: {money} too much",
  "choose.obstacle.enough": { one: "You have chosen your one project", other: "You have chosen {n} projects already" },
  "choose.left": "{money} left",
  "choose.spent": "{money} chosen",
  "choose.chosen": "{n} of {max} projects",
  "choose.chosen.free": { one: "One project", other: "{n} projects" },
  "choose.review": "Go on",
  "choose.few": { one: "Choose at least one project, or none at all for a blank vote.", other: "Choose at least {n} projects, or none at all for a blank vote." },
  "choose.cheap": "Choose projects for at least {money}, or none at all for a blank vote.",
  "review.title": "Is this your choice?",
  "review.blank": "You have chosen nothing. That is a blank vote: it counts, but for no project.",
  "review.total": "Together",
  "review.change": "Change",
  "review.next": "Next we seal your vote: it is locked in a digital envelope on this device. After that nobody can read it, not even the organisers.",
  "review.seal": "Seal my vote",
  "review.sealing": "Sealing…",
  "sealed.title": "Your vote is sealed",
  "sealed.code": "Your tracking code",
  "sealed.keep": "Write this code down or take a picture. With it you can see later that your vote is in the ballot box. The code does not say what you chose.",
  "sealed.now": "Your vote is not handed in yet.",
  "sealed.unkept": "This browser can't keep your vote. Keep this tab open until you have your receipt.",
  "sealed.cast": "Hand in my vote",
  "sealed.check": "Check it first",
  "sealed.check.why": "Do you want to be sure that this device sealed what you chose? Open the envelope on another device. The opened vote is thrown away, and you seal a new one.",
  "sealed.change": "Change my choice",
  "sealed.kept.title": "You have a sealed vote here",
  "sealed.kept": "A vote was sealed on this device before, and it was not handed in. Is it yours? Hand it in now, or throw it away and start again. Is it somebody else's? Then leave it here.",
  "sealed.discard": "Throw away and start again",
  "sealed.other": "Leave it here and vote with another code",
  "sealed.gone.title": "This vote is not here any more",
  "sealed.gone": "In another tab this sealed vote was handed in, opened or thrown away. Use your tracking code to see whether it is in the ballot box. If it is not, start again.",
  "check.title": "Check this vote",
  "check.how.1": "Compare: your tracking code is the one that you saw just now.",
  "check.how.2": "Scan this picture with the camera of another phone, or open the link on another device.",
  "check.how.2.link": "Open the link below on another device. It is too long for a picture to scan.",
  "check.how.3": "That device says which tracking code and which projects are in the envelope. Both must be right.",
  "check.qr": "QR code with the link that opens this sealed vote",
  "check.link": "Link for the other device",
  "check.copy": "Copy the link",
  "check.copied": "Copied.",
  "check.gone": "This vote is open now, so it can't be handed in any more. Do not show the link to others if you want to keep your choice secret.",
  "check.again": "Seal a new vote",
  "casting.title": "Handing in your vote",
  "casting.wait": "One moment. Your vote is stored, and witnesses confirm that it is there.",
  "casting.retry": "No connection, or the ballot box is busy. Your sealed vote is safe on this device. We keep trying; you don't need to do anything.",
  "casting.retry.unkept": "No connection, or the ballot box is busy. Keep this tab open: this browser can't keep your vote. We keep trying; you don't need to do anything.",
  "casting.now": "Try now",
  "casting.not": "This vote is not handed in",
  "casting.closed": "Your vote came too late: the vote is closed.",
  "casting.voted": "Another vote has been handed in with this code already. This vote does not count.",
  "casting.revoked": "This code has been withdrawn. This vote is not handed in.",
  "casting.refused": "The ballot box refused this vote. Your code has not been used. Start again, or go to the desk named in your letter.",
  "casting.bad.title": "The receipt is not right",
  "casting.bad": "The ballot box gave a receipt that is not right. Keep the receipt and your tracking code, and warn the organisers or an observer.",
  "casting.save": "Save what the ballot box answered",
  "casting.restart": "Start again",
  "receipt.title": "Thank you, your vote is in the ballot box",
  "receipt.code": "Your tracking code",
  "receipt.place": "Your sealed vote is entry {index} of the public log. This device has checked that.",
  "receipt.unsigned": "This browser can't check digital signatures. Save the receipt and check it on another device.",
  "receipt.keep": "Keep this code. After the vote you find it in the public log, and everybody can check that your vote is counted. Nobody can see what you chose.",
  "receipt.qr": "QR code with a link to check your receipt",
  "receipt.download": "Save the receipt",
  "receipt.print": "Print",
  "receipt.finish": "Done",
  "receipt.finish.why": "Removes everything about your vote from this page.",
  "receipt.waiting": "You opened a link with a voting code. Choose Done to go on with that code.",
  "finished.title": "You are done",
  "finished.text": "This page keeps nothing about your vote any more. Did you open the link in your letter? Then your voting code may still be in your browser's history. That code has been used and no longer works. You can close this page.",
  "closed.before": "The vote has not started",
  "closed.before.text": "You can vote from {time}. Keep your letter.",
  "closed.soon": "The vote is not open yet",
  "closed.soon.text": "The vote is being prepared. Come back later, and keep your letter.",
  "closed.after": "The vote is closed",
  "closed.after.text": "Voting ended on {time}.",
  "closed.find": "Check that your vote is in the ballot box",
  "failed.title": "The ballot box can't be reached",
  "failed.text": "Check your connection. It may also be busy for a moment. We try again by ourselves.",
  "failed.again": "Try again",
  "insecure.title": "This page does not work here",
  "insecure.text": "You need a safe connection (https). Check the address.",
  "broken.title": "Something went wrong",
  "broken.text": "Try again. If that does not help, use another browser or another device, or ask for help at the desk named in your letter.",
  "checker.title": "Check a vote",
  "checker.intro": "On this page you check that a sealed vote holds what was chosen, or that your vote is in the ballot box.",
  "checker.working": "Checking…",
  "checker.opened": "This is in the sealed vote",
  "checker.compare": "Is this the tracking code that the other device showed before you chose to check?",
  "checker.choices": "And is this what you chose?",
  "checker.verdict": "If both are right, the other device sealed your vote honestly. If one is wrong: do not vote on that device, and warn the organisers.",
  "checker.history": "The link that you opened may stay in this browser's history. Clear it if others may not see your choice.",
  "checker.bad": "This vote is not right",
  "checker.bad.text": "The link does not open the sealed vote. The other device may be cheating, or the link is damaged. Do not vote on that device until you know more.",
  "checker.other": "This vote was sealed for another election.",
  "checker.detail": "Reason: {reason}",
  "checker.blank": "No project: a blank vote.",
  "checker.find": "Is my vote in the ballot box?",
  "checker.find.label": "Your tracking code",
  "checker.find.hint": "16 letters and numbers, from your receipt.",
  "checker.find.go": "Check",
  "checker.find.typo": "A tracking code has 16 letters and numbers. Look again.",
  "checker.find.unknown": "The ballot box has no vote with this tracking code. Did you type it correctly? If so, warn the organisers and show your receipt.",
  "checker.find.there": "Your vote is in the ballot box",
  "checker.find.place": "It is entry {index} of the public log, which had {size} entries when the receipt was made.",
  "checker.find.signed": "Checked on this device: the place in the log, the log's signature and those of its witnesses.",
  "checker.find.unsigned": "Checked on this device: the place in the log. This browser can't check digital signatures.",
  "checker.find.unproven": "The ballot box sent a receipt for this code that does not hold. Save it and warn the organisers.",
  "checker.offline": "The ballot box can't be reached. Check your connection and try again.",
  "checker.busy": "The ballot box is busy. Try again in a minute.",
  "checker.vote": "To the voting page"
};

// strings/nl.json
var nl_default = {
  "language.name": "Nederlands",
  "language.direction": "ltr",
  "language.locale": "nl-NL",
  "language.choose": "Taal",
  skip: "Naar de inhoud",
  "steps.label": "Stappen",
  "steps.code": "Code",
  "steps.choose": "Kiezen",
  "steps.seal": "Verzegelen",
  "steps.receipt": "Bewijs",
  "steps.now": "Stap {n} van {of}",
  version: "Versie van deze pagina: {version}",
  "version.matches": "gelijk aan die in het openbare logboek van de stemming",
  "version.differs": "NIET de versie in het openbare logboek van de stemming. Stem hier niet en waarschuw de organisatie.",
  notices: "Nieuws van de organisatie",
  "code.title": "Stem voor uw buurt",
  "code.intro": "U heeft een brief of kaartje met een stemcode. Typ de code hier. Niemand kan zien wat u kiest.",
  "code.until": "U kunt stemmen tot {time}.",
  "code.label": "Uw stemcode",
  "code.label.1": "De stemcode in uw eerste brief",
  "code.label.2": "De stemcode in uw tweede brief",
  "code.hint": "20 letters en cijfers. Hoofdletters en streepjes maken niet uit.",
  "code.typo": "Er zit een typfout in deze code. Kijk nog eens in uw brief, steeds vier tekens.",
  "code.stranger": "“{symbol}” komt nooit voor in een code. Kijk nog eens in uw brief.",
  "code.short": { one: "Er mist nog één teken.", other: "Er missen nog {n} tekens." },
  "code.long": { one: "Eén teken te veel.", other: "{n} tekens te veel." },
  "code.good": "Deze code is goed getypt.",
  "code.continue": "Verder",
  "code.looking": "We zoeken uw gebied op…",
  "code.unknown": "We kennen deze code niet. Is dit de goede stemming? Kijk in uw brief, of vraag hulp bij het loket dat daarin staat.",
  "code.voted": "Met deze code is al een stem ingeleverd. Een code werkt één keer. Was u dat niet? Ga dan naar het loket dat in uw brief staat.",
  "code.revoked": "Deze code is ingetrokken, bijvoorbeeld omdat u een nieuwe brief kreeg. Gebruik de nieuwste code.",
  "code.offline": "De stembus is niet te bereiken. Controleer uw verbinding en probeer het opnieuw.",
  "code.busy": "De stembus heeft het druk. Wacht even: we proberen het vanzelf opnieuw.",
  "code.find": "Heeft u al gestemd? Controleer of uw stem in de stembus zit",
  "choose.title": "Kies uw projecten",
  "choose.intro.money": { one: "U mag één project kiezen, voor hoogstens {money}.", other: "U mag hoogstens {n} projecten kiezen, samen voor hoogstens {money}." },
  "choose.intro.count": { one: "U mag één project kiezen.", other: "U mag hoogstens {n} projecten kiezen." },
  "choose.intro.budget": "U mag projecten kiezen voor samen {money}.",
  "choose.intro.free": "U mag zoveel projecten kiezen als u wilt.",
  "choose.order": "De volgorde van de projecten is voor iedereen anders. Zo heeft het eerste project geen voordeel.",
  "choose.district": "Uw gebied: {district}",
  "choose.search": "Zoeken",
  "choose.theme": "Thema",
  "choose.theme.all": "Alle thema’s",
  "choose.sort": "Volgorde",
  "choose.sort.shuffled": "Door elkaar",
  "choose.sort.name": "Op naam",
  "choose.sort.cheap": "Goedkoopste eerst",
  "choose.sort.dear": "Duurste eerst",
  "choose.found": { one: "Eén project", other: "{n} projecten" },
  "choose.none": "Geen project past bij wat u zoekt.",
  "choose.for": "Voor: {targets}",
  "choose.where": "Waar: {neighborhood}",
  "choose.withdrawn": "Dit project is teruggetrokken. U kunt het niet kiezen.",
  "choose.obstacle.money": "Past niet: {money} te veel",
  "choose.obstacle.enough": { one: "U heeft uw ene project gekozen", other: "U heeft al {n} projecten gekozen" },
  "choose.left": "Nog {money}",
  "choose.spent": "{money} gekozen",
  "choose.chosen": "{n} van {max} projecten",
  "choose.chosen.free": { one: "Eén project", other: "{n} projecten" },
  "choose.review": "Verder",
  "choose.few": { one: "Kies minstens één project, of niets: dan stemt u blanco.", other: "Kies minstens {n} projecten, of niets: dan stemt u blanco." },
  "choose.cheap": "Kies projecten voor minstens {money}, of niets: dan stemt u blanco.",
  "review.title": "Is dit uw keuze?",
  "review.blank": "U heeft niets gekozen. Dat is een blanco stem: die telt mee, maar voor geen project.",
  "review.total": "Samen",
  "review.change": "Veranderen",
  "review.next": "Hierna verzegelen we uw stem: die gaat op dit apparaat op slot in een digitale envelop. Daarna kan niemand hem lezen, ook de organisatie niet.",
  "review.seal": "Verzegel mijn stem",
  "review.sealing": "Bezig met verzegelen…",
  "sealed.title": "Uw stem is verzegeld",
  "sealed.code": "Uw volgcode",
  "sealed.keep": "Schrijf deze code op of maak er een foto van. Met de code ziet u later dat uw stem in de stembus zit. De code zegt niet wat u koos.",
  "sealed.now": "Uw stem is nog niet ingeleverd.",
  "sealed.unkept": "Deze browser kan uw stem niet bewaren. Laat dit tabblad open tot u uw bewijs heeft.",
  "sealed.cast": "Lever mijn stem in",
  "sealed.check": "Eerst controleren",
  "sealed.check.why": "Wilt u zeker weten dat dit apparaat verzegelt wat u koos? Maak de envelop open op een ander apparaat. De geopende stem gaat weg en u verzegelt een nieuwe.",
  "sealed.change": "Mijn keuze veranderen",
  "sealed.kept.title": "Hier ligt nog een verzegelde stem",
  "sealed.kept": "Op dit apparaat is eerder een stem verzegeld, en die is niet ingeleverd. Is hij van u? Lever hem nu in, of gooi hem weg en begin opnieuw. Is hij van iemand anders? Laat hem dan liggen.",
  "sealed.discard": "Weggooien en opnieuw beginnen",
  "sealed.other": "Laat deze liggen en stem met een andere code",
  "sealed.gone.title": "Deze stem ligt hier niet meer",
  "sealed.gone": "In een ander tabblad is deze verzegelde stem ingeleverd, opengemaakt of weggegooid. Kijk met uw volgcode of hij in de stembus zit. Zo niet, begin dan opnieuw.",
  "check.title": "Controleer deze stem",
  "check.how.1": "Vergelijk: uw volgcode is dezelfde die u net zag.",
  "check.how.2": "Scan dit plaatje met de camera van een andere telefoon, of open de link op een ander apparaat.",
  "check.how.2.link": "Open de link hieronder op een ander apparaat. Hij is te lang voor een plaatje om te scannen.",
  "check.how.3": "Dat apparaat zegt welke volgcode en welke projecten in de envelop zitten. Allebei moeten ze kloppen.",
  "check.qr": "QR-code met de link die deze verzegelde stem opent",
  "check.link": "Link voor het andere apparaat",
  "check.copy": "Kopieer de link",
  "check.copied": "Gekopieerd.",
  "check.gone": "Deze stem is nu open en kan niet meer worden ingeleverd. Laat de link niet aan anderen zien als u uw keuze geheim wilt houden.",
  "check.again": "Verzegel een nieuwe stem",
  "casting.title": "We leveren uw stem in",
  "casting.wait": "Een ogenblik. Uw stem wordt opgeslagen, en getuigen bevestigen dat hij er is.",
  "casting.retry": "Geen verbinding, of de stembus heeft het druk. Uw verzegelde stem ligt veilig op dit apparaat. We blijven het proberen; u hoeft niets te doen.",
  "casting.retry.unkept": "Geen verbinding, of de stembus heeft het druk. Laat dit tabblad open: deze browser kan uw stem niet bewaren. We blijven het proberen; u hoeft niets te doen.",
  "casting.now": "Probeer nu",
  "casting.not": "Deze stem is niet ingeleverd",
  "casting.closed": "Uw stem kwam te laat: de stemming is gesloten.",
  "casting.voted": "Met deze code is al een andere stem ingeleverd. Deze stem telt niet.",
  "casting.revoked": "Deze code is ingetrokken. Deze stem is niet ingeleverd.",
  "casting.refused": "De stembus weigert deze stem. Uw code is niet gebruikt. Begin opnieuw, of ga naar het loket dat in uw brief staat.",
  "casting.bad.title": "Het bewijs klopt niet",
  "casting.bad": "De stembus gaf een bewijs dat niet klopt. Bewaar het bewijs en uw volgcode, en waarschuw de organisatie of een waarnemer.",
  "casting.save": "Bewaar het antwoord van de stembus",
  "casting.restart": "Begin opnieuw",
  "receipt.title": "Dank u wel, uw stem zit in de stembus",
  "receipt.code": "Uw volgcode",
  "receipt.place": "Uw verzegelde stem is regel {index} van het openbare logboek. Dit apparaat heeft dat gecontroleerd.",
  "receipt.unsigned": "Deze browser kan digitale handtekeningen niet controleren. Bewaar het bewijs en controleer het op een ander apparaat.",
  "receipt.keep": "Bewaar deze code. Na de stemming vindt u hem terug in het openbare logboek, en kan iedereen nagaan dat uw stem is geteld. Niemand kan zien wat u koos.",
  "receipt.qr": "QR-code met een link om uw bewijs te controleren",
  "receipt.download": "Bewaar het bewijs",
  "receipt.print": "Afdrukken",
  "receipt.finish": "Klaar",
  "receipt.finish.why": "Wist op deze pagina alles over uw stem.",
  "receipt.waiting": "U opende een link met een stemcode. Kies Klaar om met die code verder te gaan.",
  "finished.title": "U bent klaar",
  "finished.text": "Deze pagina bewaart niets meer over uw stem. Opende u de link uit uw brief? Dan kan uw stemcode nog in de geschiedenis van uw browser staan. Die code is gebruikt en werkt niet meer. U kunt deze pagina sluiten.",
  "closed.before": "De stemming is nog niet begonnen",
  "closed.before.text": "U kunt stemmen vanaf {time}. Bewaar uw brief.",
  "closed.soon": "De stemming is nog niet open",
  "closed.soon.text": "De stemming wordt voorbereid. Kom later terug en bewaar uw brief.",
  "closed.after": "De stemming is gesloten",
  "closed.after.text": "Stemmen kon tot {time}.",
  "closed.find": "Controleer of uw stem in de stembus zit",
  "failed.title": "De stembus is niet te bereiken",
  "failed.text": "Controleer uw verbinding. Misschien is het ook even druk. We proberen het vanzelf opnieuw.",
  "failed.again": "Probeer opnieuw",
  "insecure.title": "Deze pagina werkt hier niet",
  "insecure.text": "U heeft een veilige verbinding (https) nodig. Controleer het adres.",
  "broken.title": "Er ging iets mis",
  "broken.text": "Probeer het opnieuw. Lukt het niet? Gebruik dan een andere browser of een ander apparaat, of vraag hulp bij het loket dat in uw brief staat.",
  "checker.title": "Controleer een stem",
  "checker.intro": "Op deze pagina controleert u of een verzegelde stem bevat wat is gekozen, of dat uw stem in de stembus zit.",
  "checker.working": "Bezig met controleren…",
  "checker.opened": "Dit zit in de verzegelde stem",
  "checker.compare": "Is dit de volgcode die het andere apparaat liet zien voordat u koos om te controleren?",
  "checker.choices": "En is dit wat u heeft gekozen?",
  "checker.verdict": "Klopt het allebei, dan heeft het andere apparaat uw stem eerlijk verzegeld. Klopt er iets niet: stem niet op dat apparaat en waarschuw de organisatie.",
  "checker.history": "De link die u opende, kan in de geschiedenis van deze browser blijven staan. Wis die als anderen uw keuze niet mogen zien.",
  "checker.bad": "Deze stem klopt niet",
  "checker.bad.text": "De link opent de verzegelde stem niet. Misschien speelt het andere apparaat vals, of is de link beschadigd. Stem niet op dat apparaat tot u meer weet.",
  "checker.other": "Deze stem is verzegeld voor een andere stemming.",
  "checker.detail": "Reden: {reason}",
  "checker.blank": "Geen project: een blanco stem.",
  "checker.find": "Zit mijn stem in de stembus?",
  "checker.find.label": "Uw volgcode",
  "checker.find.hint": "16 letters en cijfers, van uw bewijs.",
  "checker.find.go": "Controleer",
  "checker.find.typo": "Een volgcode heeft 16 letters en cijfers. Kijk nog eens.",
  "checker.find.unknown": "De stembus heeft geen stem met deze volgcode. Is de code goed getypt? Waarschuw dan de organisatie en laat uw bewijs zien.",
  "checker.find.there": "Uw stem zit in de stembus",
  "checker.find.place": "Hij is regel {index} van het openbare logboek, dat {size} regels had toen het bewijs werd gemaakt.",
  "checker.find.signed": "Op dit apparaat gecontroleerd: de plaats in het logboek, de handtekening van het logboek en die van de getuigen.",
  "checker.find.unsigned": "Op dit apparaat gecontroleerd: de plaats in het logboek. Deze browser kan digitale handtekeningen niet controleren.",
  "checker.find.unproven": "De stembus stuurde voor deze code een bewijs dat niet klopt. Bewaar het en waarschuw de organisatie.",
  "checker.offline": "De stembus is niet te bereiken. Controleer uw verbinding en probeer het opnieuw.",
  "checker.busy": "De stembus heeft het druk. Probeer het over een minuut opnieuw.",
  "checker.vote": "Naar de stempagina"
};

// source/page/storage.js
function storage(name) {
  const memory = /* @__PURE__ */ new Map();
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
var device = storage("localStorage");
var tab = storage("sessionStorage");

// source/page/language.js
var languages = { nl: nl_default, en: en_default };
var kept = "stembus:language";
var current = "nl";
var format = { currency: "EUR", scale: 1, timeZone: "UTC" };
var offered = (election2) => (election2?.languages ?? Object.keys(languages)).filter((language2) => language2 in languages);
var language = () => current;
var nameOf = (language2) => languages[language2]["language.name"];
function preferred(election2) {
  const wishes = [device.get(kept), ...navigator.languages.map((wish) => wish.split("-")[0])];
  return wishes.find((wish) => offered(election2).includes(wish)) ?? offered(election2)[0] ?? "en";
}
function speak(language2, election2) {
  current = language2;
  if (election2)
    format = { currency: election2.currency, scale: election2.scale, timeZone: election2.time_zone };
  document.documentElement.lang = language2;
  document.documentElement.dir = languages[language2]["language.direction"];
  if (election2)
    document.body.dataset.title = local(election2.title);
}
var remember = (language2) => device.set(kept, language2);
var locale = () => languages[current]["language.locale"];
function t(key, values = {}) {
  let text = languages[current][key];
  if (typeof text === "object")
    text = text[new Intl.PluralRules(current).select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
var local = (texts) => texts[current] ?? Object.values(texts)[0];
function money(amount) {
  const digits = Math.round(Math.log10(format.scale));
  return new Intl.NumberFormat(locale(), {
    style: "currency",
    currency: format.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits
  }).format(amount / format.scale);
}
var moment = (time) => new Intl.DateTimeFormat(locale(), { dateStyle: "full", timeStyle: "short", timeZone: format.timeZone }).format(new Date(time));

// source/page/typing.js
function codeField(traits, heed = () => {
}) {
  const typed = () => {
    group(input);
    heed();
  };
  const input = el("input", {
    class: "code",
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: "40",
    dir: "ltr",
    ...traits,
    on: { input: ({ isComposing }) => isComposing || typed(), compositionend: typed }
  });
  group(input);
  return input;
}
function group(input) {
  const before = normalised(input.value.slice(0, input.selectionStart)).length;
  const text = grouped(normalised(input.value));
  if (text === input.value)
    return;
  input.value = text;
  const caret = before + Math.floor(Math.max(before - 1, 0) / 4);
  if (document.activeElement === input)
    input.setSelectionRange(caret, caret);
}

// source/steps/sealed.js
var trackingCode2 = (label, code) => el("p", { class: "ticket" }, el("span", {}, label), el("output", { id: "tracking-code", dir: "ltr" }, code));

// source/checker/find.js
function find(election2, typed) {
  const error = el("p", { id: "error", class: "error", role: "alert" });
  const input = codeField({
    id: "tracking",
    placeholder: "0000-0000-0000-0000",
    "aria-describedby": "tracking-hint",
    value: typed
  });
  const look = button("find", t("checker.find.go"), () => proceed());
  const form = el(
    "form",
    { novalidate: true, on: { submit: (event) => {
      event.preventDefault();
      proceed();
    } } },
    el(
      "div",
      { class: "field" },
      el("label", { for: "tracking" }, t("checker.find.label")),
      el("p", { id: "tracking-hint", class: "hint" }, t("checker.find.hint")),
      input
    ),
    error,
    el("div", { class: "actions" }, look)
  );
  show(
    "find",
    t("checker.find"),
    el("p", { class: "lead" }, t("checker.intro")),
    form,
    el("p", { class: "aside" }, el("a", { href: "/" }, t("checker.vote")))
  );
  async function proceed() {
    if (look.disabled)
      return;
    const code = typedTrackingCode(input.value);
    error.textContent = code ? "" : t("checker.find.typo");
    if (!code)
      return input.focus();
    look.disabled = true;
    try {
      const receipt2 = await receipt(code);
      const found = await held2(election2, code, receipt2);
      if (form.isConnected)
        present(code, receipt2, found);
    } catch (failure) {
      const none = failure.kind === "not-found";
      if (!none && !(failure instanceof NoAnswer))
        throw failure;
      error.textContent = t(none ? "checker.find.unknown" : failure.busy ? "checker.busy" : "checker.offline");
    } finally {
      look.disabled = false;
    }
  }
  if (typed)
    proceed();
}
async function held2(election2, code, receipt2) {
  try {
    return await proven(election2, code, receipt2);
  } catch (failure) {
    if (failure instanceof NoAnswer)
      throw failure;
    return { wrong: failure.message };
  }
}
async function proven(election2, code, receipt2) {
  const index = Number(/^index (\d+)$/m.exec(receipt2)?.[1]);
  const size = Number(receipt2.split("\n\n")[1]?.split("\n")[1]);
  const nodeAt = nodesFrom(async (path) => hashesIn(await tile(path), path), size);
  const leaf = await nodeAt(0, index);
  if (trackingCode(leaf) !== code)
    throw new Error("another entry stands in its place");
  return verifiedReceipt(receipt2, leaf, election2);
}
function present(code, receipt2, { index, size, signed, wrong }) {
  const save = el(
    "div",
    { class: "actions" },
    button("download", t("receipt.download"), () => download(`${code}.txt`, receipt2, "text/plain"), "secondary")
  );
  if (wrong) {
    show(
      "bad",
      t("checker.find"),
      el("p", { id: "error", class: "error", role: "alert" }, t("checker.find.unproven")),
      el("p", { class: "aside" }, t("checker.detail", { reason: wrong })),
      save
    );
  } else {
    show(
      "found",
      t("checker.find.there"),
      trackingCode2(t("sealed.code"), code),
      el("p", {}, t("checker.find.place", { index, size })),
      el("p", {}, t(signed ? "checker.find.signed" : "checker.find.unsigned")),
      save
    );
  }
}

// source/crypto/embedding.js
var capacity = 30;
var candidate = (element2, counter) => number(join([element2.length], element2, new Uint8Array(capacity - element2.length), [counter]));
var elements = (bytes) => Array.from({ length: Math.ceil(bytes.length / capacity) }, (_, i) => bytes.slice(i * capacity, (i + 1) * capacity));
function element(point2, length2) {
  const refused = new Error("the point stands for no selection");
  if (point2 === null || point2.y & 1n)
    throw refused;
  const bytes = unsigned(point2.x, 32);
  const found = bytes.slice(1, 1 + length2);
  if (bytes[0] !== length2 || number(bytes.slice(1 + length2, 31)) !== 0n)
    throw refused;
  for (let counter = 0; counter < bytes[31]; counter++) {
    if (evenY(candidate(found, counter)) !== null)
      throw refused;
  }
  return found;
}

// source/crypto/ballot.js
var version = 1;
async function challenge({ context, electionKey, head, commitments }) {
  const transcript = new Transcript("ballot-pok", context);
  transcript.put("pk", electionKey);
  transcript.put("head", head);
  transcript.put("T", join(...commitments));
  return transcript.scalar("c");
}
var headOf = ({ context, district, keys, ciphertexts }) => join([version], context, unsigned(district, 4), [keys.length], ...keys, [ciphertexts.length / 2], ...ciphertexts);
function parsed(bytes) {
  const reader = new Reader(bytes);
  if (reader.unsigned(1) !== version)
    throw new Error("this ballot is of another version");
  const context = reader.take(32);
  const district = reader.unsigned(4);
  const keys = Array.from({ length: reader.unsigned(1) }, () => reader.take(33));
  const width = reader.unsigned(1);
  const ciphertexts = Array.from({ length: 2 * width }, () => reader.take(33));
  const commitments = Array.from({ length: keys.length + width }, () => reader.take(33));
  const answers = commitments.map(() => reader.take(32));
  reader.finish();
  return { context, district, keys, ciphertexts, commitments, answers };
}
async function isProven(ballot, electionKey) {
  const head = headOf(ballot);
  const c = await challenge({ ...ballot, electionKey, head });
  const images = [...ballot.keys, ...ballot.ciphertexts.filter((_, i) => i % 2 === 0)];
  return images.every((image, i) => {
    const left = add(point(ballot.commitments[i]), multiply(c, point(image)));
    return same(left, multiply(scalar(ballot.answers[i]), G));
  });
}
async function opened(bytes, randomness, { electionKey, lengthsOf }) {
  const ballot = parsed(bytes);
  const lengths = lengthsOf(ballot.district);
  if (randomness.length * 2 !== ballot.ciphertexts.length || lengths.length !== randomness.length) {
    throw new Error("this ballot is of another shape");
  }
  if (!await isProven(ballot, electionKey))
    throw new Error("the ballot's proof does not hold");
  const receiver = point(electionKey);
  const elements2 = randomness.map((bytes2, i) => {
    const r = scalar(bytes2);
    if (r === 0n || !equal(compressed(multiply(r, G)), ballot.ciphertexts[2 * i])) {
      throw new Error("the randomness is not this ballot's");
    }
    return element(add(point(ballot.ciphertexts[2 * i + 1]), negated(multiply(r, receiver))), lengths[i]);
  });
  return { ...ballot, elements: elements2 };
}

// source/election/selection.js
var length = (contest) => Math.ceil(contest.projects.length / 8);
var blanks = (contest) => elements(new Uint8Array(length(contest)));
var elementLengths = (contests) => contests.flatMap((contest) => blanks(contest).map((blank) => blank.length));
function selectionsOf(contests, elements2) {
  let at = 0;
  return contests.map((contest) => {
    const count = blanks(contest).length;
    const bytes = join(...elements2.slice(at, at += count));
    const chosen2 = (i) => Boolean(bytes[i >> 3] & 128 >> (i & 7));
    for (let i = contest.projects.length; i < 8 * bytes.length; i++) {
      if (chosen2(i))
        throw new Error("the ballot names a project that does not exist");
    }
    return contest.projects.filter((_, i) => chosen2(i));
  });
}
var cost = (contest, picks) => contest.projects.reduce((sum, { project_id, cost: cost2 }) => sum + (picks.has(project_id) ? cost2 : 0), 0);

// source/page/links.js
function decoded(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
function takeFragment() {
  const fragment = location.hash.slice(1);
  if (location.hash)
    history.replaceState(history.state, "", location.pathname + location.search);
  return decoded(fragment);
}
function onFragment(arrive) {
  const take = () => {
    const fragment = takeFragment();
    if (fragment)
      arrive(fragment);
  };
  window.addEventListener("hashchange", take);
  take();
}
var isCheckLink = (fragment) => /^[\w%-]{41,}$/.test(fragment);
var version2 = 1;
function ballotInLink(fragment) {
  const reader = new Reader(fromBase64URL(fragment));
  if (reader.unsigned(1) !== version2)
    throw new Error("this link is of another version");
  const ballot = reader.take(reader.unsigned(4));
  const randomness = [];
  const width = ballot[38 + 33 * ballot[37]];
  for (let i = 0; i < width; i++)
    randomness.push(reader.take(32));
  reader.finish();
  return { ballot, randomness };
}

// source/steps/review.js
function chosen(contest, projects, named) {
  const rows = projects.map((project) => el(
    "li",
    { "data-chosen": project.project_id },
    el("span", { class: "name" }, project.name),
    el("span", { class: "cost" }, money(project.cost))
  ));
  const total = cost(contest, new Set(projects.map(({ project_id }) => project_id)));
  return [
    named && el("h2", {}, local(contest.title)),
    projects.length === 0 && el("p", { class: "lead" }, t("review.blank")),
    projects.length > 0 && el(
      "ul",
      { class: "chosen" },
      rows,
      el("li", { class: "total" }, el("span", {}, t("review.total")), el("span", { class: "cost" }, money(total)))
    )
  ];
}

// source/checker/open.js
function contestsOf(election2, district) {
  const found = election2.districts[district];
  if (!found)
    throw new Error("the ballot is of a district that does not exist");
  return found.contests.map((id) => election2.contests.find((contest) => contest.id === id));
}
async function contents(election2, link) {
  const { ballot, randomness } = ballotInLink(link);
  const found = await opened(ballot, randomness, {
    electionKey: fromHex(election2.election_key),
    lengthsOf: (district) => elementLengths(contestsOf(election2, district))
  });
  if (!equal(found.context, fromHex(election2.context)))
    throw new Error(t("checker.other"));
  const contests = contestsOf(election2, found.district);
  return {
    code: trackingCode(await leafHash(ballot)),
    district: election2.districts[found.district],
    contests,
    selections: selectionsOf(contests, found.elements)
  };
}
function told({ code, district, contests, selections }) {
  show(
    "opened",
    t("checker.opened"),
    el("p", {}, t("checker.compare")),
    trackingCode2(t("sealed.code"), code),
    el("p", {}, t("checker.choices")),
    el("p", { class: "district" }, t("choose.district", { district: local(district.name) })),
    contests.map((contest, i) => selections[i].length > 0 ? chosen(contest, selections[i], contests.length > 1) : el("p", { class: "lead" }, t("checker.blank"))),
    el("p", { class: "warning" }, t("checker.verdict")),
    el("p", { class: "aside" }, t("checker.history"))
  );
}
async function open(election2, link, isWanted) {
  show("opening", t("checker.title"), el("p", { role: "status" }, t("checker.working")));
  try {
    const found = await contents(election2, link);
    if (isWanted())
      told(found);
  } catch (failure) {
    if (!isWanted())
      return;
    show(
      "bad",
      t("checker.bad"),
      el("p", { id: "error", class: "error", role: "alert" }, t("checker.bad.text")),
      el("p", { class: "aside" }, t("checker.detail", { reason: failure.message }))
    );
  }
}

// source/page/frame.js
var stages = { code: 1, choose: 2, review: 3, sealed: 3, kept: 3, check: 3, casting: 3, problem: 3, receipt: 4, finished: 4 };
var names = ["steps.code", "steps.choose", "steps.seal", "steps.receipt"];
var again = () => location.reload();
var redraw = () => again();
function frame(election2, draw, step) {
  again = draw;
  document.querySelector("#skip").textContent = t("skip");
  document.querySelector("#title").textContent = election2 ? local(election2.title) : "Stembus";
  document.querySelector("#languages").setAttribute("aria-label", t("language.choose"));
  document.querySelector("#languages").replaceChildren(...offered(election2).map((each) => choice(each, election2, draw)));
  document.querySelector("#steps").replaceChildren(...step in stages ? progress(stages[step]) : []);
  document.querySelector("#notices").replaceChildren(...election2 ? notices(election2) : []);
  document.querySelector("footer").replaceChildren(...election2 ? [version3(election2)] : []);
}
function choice(each, election2, draw) {
  const choice2 = button(`language-${each}`, nameOf(each), () => {
    remember(each);
    speak(each, election2);
    draw();
    document.querySelector(`#language-${each}`).focus();
  }, "language");
  choice2.lang = each;
  choice2.setAttribute("aria-pressed", String(each === language()));
  return choice2;
}
var progress = (now) => [
  el("p", {}, t("steps.now", { n: now, of: names.length })),
  el("ol", { "aria-label": t("steps.label") }, names.map((name, i) => el(
    "li",
    { class: i + 1 < now ? "done" : i + 1 === now ? "now" : "", "aria-current": i + 1 === now && "step" },
    t(name)
  )))
];
var notices = (election2) => election2.notices.length === 0 ? [] : [
  el("h2", {}, t("notices")),
  el("ul", {}, [...election2.notices].reverse().map(({ time, text }) => el("li", {}, el("time", { datetime: time }, moment(time)), " ", local(text))))
];
function version3(election2) {
  const script = document.querySelector("script[integrity]");
  const bytes = atob(script.getAttribute("integrity").replace(/^sha256-/, ""));
  const hash = Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const path = new URL(script.src).pathname.slice(1);
  const same2 = election2.page.some((file) => file.path === path && file.sha256 === hash);
  return el(
    "p",
    { id: "version", class: same2 ? "" : "error" },
    t("version", { version: hash.slice(0, 16) }),
    " – ",
    t(same2 ? "version.matches" : "version.differs")
  );
}

// source/steps/trouble.js
function unreachable(retry) {
  show(
    "failed",
    t("failed.title"),
    el("p", { id: "error", class: "lead", role: "alert" }, t("failed.text")),
    el("div", { class: "actions" }, button("retry", t("failed.again"), retry))
  );
}
function insecure() {
  show("insecure", t("insecure.title"), el("p", { id: "error", class: "error", role: "alert" }, t("insecure.text")));
}
function broken(reason, again2) {
  show(
    "broken",
    t("broken.title"),
    el("p", { id: "error", class: "lead", role: "alert" }, t("broken.text")),
    el("p", { class: "aside" }, t("checker.detail", { reason })),
    el("div", { class: "actions" }, button("again", t("failed.again"), again2))
  );
}

// source/page/pause.js
function pause(seconds) {
  let wake;
  const over = new Promise((resolve) => {
    wake = () => {
      clearTimeout(timer);
      window.removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, seconds * 1e3);
    window.addEventListener("online", wake);
  });
  return { over, wake };
}

// source/page/start.js
var pauseSeconds = 5;
async function described() {
  let waiting;
  const tell = () => {
    frame(void 0, tell);
    unreachable(() => waiting.wake());
  };
  for (; ; ) {
    try {
      return await election();
    } catch (failure) {
      if (!(failure instanceof NoAnswer))
        throw failure;
      if (!waiting)
        tell();
      waiting = pause(failure.seconds ?? pauseSeconds);
      await waiting.over;
    }
  }
}
function skip(event) {
  event.preventDefault();
  const main = document.querySelector("main");
  main.focus();
  main.scrollIntoView();
}
function watch() {
  const tell = (error) => broken(error?.message ?? String(error), redraw);
  window.addEventListener("unhandledrejection", ({ reason }) => tell(reason));
  window.addEventListener("error", ({ error }) => error && tell(error));
}
async function start(open2) {
  watch();
  document.querySelector("#skip").addEventListener("click", skip);
  speak(preferred());
  const election2 = await described();
  speak(preferred(election2), election2);
  if (crypto.subtle)
    return open2(election2);
  const tell = () => {
    frame(election2, tell);
    insecure();
  };
  tell();
}

// source/check.js
var wanted = "";
var begin = () => {
};
onFragment((fragment) => {
  wanted = fragment;
  begin();
});
start((election2) => {
  begin = () => {
    frame(election2, begin);
    const link = wanted;
    if (isCheckLink(link))
      open(election2, link, () => wanted === link);
    else
      find(election2, typedTrackingCode(link) ?? "");
  };
  begin();
});
