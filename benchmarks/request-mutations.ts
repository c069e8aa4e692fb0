import { Random } from "../corpus/generator/random.js";

/** A request in the parts that mutations begin from. */
interface Parts {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
}

const ARTICLE = JSON.stringify({
  id: "m1",
  text: "The council of Hollin voted to repair the old footbridge.",
  url: "https://hollin.example/a",
});
const JSON_TYPE = "application/json";

/** Requests a service takes. */
const VALID: readonly Parts[] = [
  { method: "POST", path: "/v1/articles", type: JSON_TYPE, body: ARTICLE },
  { method: "POST", path: "/v1/articles?cleaned=true", type: "application/x-ndjson", body: `${ARTICLE}\n${ARTICLE}\n` },
  { method: "POST", path: "/v1/check", type: JSON_TYPE, body: ARTICLE },
  { method: "POST", path: "/v1/clean", type: JSON_TYPE, body: ARTICLE },
  { method: "POST", path: "/v1/compare", type: JSON_TYPE, body: `{"a":${ARTICLE},"b":${ARTICLE}}` },
  { method: "GET", path: "/v1/articles/m1" },
  { method: "DELETE", path: "/v1/articles/m1" },
  { method: "GET", path: "/v1/clusters/m1" },
  { method: "GET", path: "/metrics" },
  { method: "GET", path: "/openapi.json" },
];

function bytesOf({ method, path, type, body }: Parts, content: Buffer = Buffer.from(body ?? "")): Buffer {
  const described = type === undefined ? "" : `Content-Type: ${type}\r\nContent-Length: ${content.length}\r\n`;
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${described}X-Request-Id: m-1\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), content]);
}

/** Pieces that have hurt parsers before. */
const SPITE = [
  ...[
    "\0",
    "\r",
    "\n",
    "\r\n",
    "\r\n\r\n",
    "%00",
    "%2e%2e%2f",
    "../../",
    "//",
    "%zz",
    "\xff\xfe",
    "\xc0\xaf",
    "\\ud800",
  ],
  ...['"', "{", "}", "[", "]", "[".repeat(2000), "null", "true", "-0", "1e999", "9".repeat(400), '"__proto__":', "{}"],
  ...[
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: 99999999999\r\n",
    "Expect: 100-continue\r\n",
  ],
  ...[
    "Host: evil.example\r\n",
    "Connection: upgrade\r\nUpgrade: websocket\r\n",
    "Content-Encoding: gzip\r\n",
    "x".repeat(5000),
  ],
  ...["HTTP/0.9", "HTTP/2.0", "PRI * HTTP/2.0", "OPTIONS", "TRACE", "CONNECT", "?cleaned=", "&cleaned=true", "#", "😀"],
];

/**
 * The n-th mutated request of a seed: one to four random changes to a valid one. Half of the requests that have a body
 * are changed there only, and announce its new length; half of the others in their path. Equal arguments give equal bytes.
 */
export function mutatedRequest(seed: number, n: number): Buffer {
  const random = new Random((Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)) | 0);
  const valid = random.pick(VALID);
  const change = (bytes: Buffer): Buffer => {
    let changed = bytes;
    for (let times = random.below(4); times >= 0; times--) changed = mutated(changed, random);
    return changed;
  };
  if (random.chance(0.5)) return change(bytesOf(valid));
  if (valid.body !== undefined) return bytesOf(valid, change(Buffer.from(valid.body)));
  return bytesOf({ ...valid, path: `/${change(Buffer.from(valid.path.slice(1))).toString("latin1")}` });
}

function mutated(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const until = Math.min(bytes.length, at + random.below(20));
  const [head, rest] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(6)) {
    case 0:
      return Buffer.concat([head, Buffer.of(random.below(256)), rest.subarray(1)]);
    case 1:
      return Buffer.concat([head, Buffer.from(SPITE[random.below(SPITE.length)] as string, "latin1"), rest]);
    case 2:
      return Buffer.concat([head, bytes.subarray(until)]);
    case 3:
      return Buffer.concat([head, bytes.subarray(at, until), rest]);
    case 4:
      return Buffer.from(head);
    default:
      return Buffer.concat([
        head,
        Buffer.from(Array.from({ length: random.below(12) }, () => random.below(256))),
        rest,
      ]);
  }
}
