import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { describe, expect, it } from "vitest";
import { thisProcess } from "../../src/cli/this-process.js";
import { isGone, ownName } from "../../src/engine/index-owner.js";
import { describeWhere, itWhere } from "../needs.js";

const hasPython = spawnSync("python3", ["-c", "import ctypes"]).status === 0;

const fieldsOf = (pid: number): readonly string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, "latin1");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
};

describe("the writer of an index", () => {
  it("is there while its process runs, and not taken for one of another machine", () => {
    expect(isGone(ownName())).toBe(false);
    expect(isGone(ownName().replace(hostname(), "elsewhere"))).toBe(false);
  });
});

describeWhere({ isMet: existsSync("/proc/self/stat"), what: "/proc" }, "a process of the same number", () => {
  it("that began at another time is another one", () => {
    expect(isGone(ownName().replace(/started \d+/, "started 1"))).toBe(true);
    expect(isGone(ownName().replace(/started \d+/, "started ?"))).toBe(false);
  });

  it("that has ended is gone, though its parent never asked for it", async () => {
    // The shell would ask for its child; so that ends only once the shell has become another program.
    const child = `(until [ "$(cat /proc/$$/comm)" = sleep ]; do :; done) >/dev/null`;
    const parent = spawn("bash", ["-c", `${child} & echo $!; exec sleep 600`], { stdio: ["ignore", "pipe", "ignore"] });
    const closed = once(parent, "close");
    try {
      const pid = Number(await once(parent.stdout, "data"));
      await expect.poll(() => fieldsOf(pid)[0], { timeout: 120_000 }).toBe("Z");
      const started = fieldsOf(pid)[19] ?? "";
      expect(isGone(`process ${pid} on ${hostname()}, started ${started}`)).toBe(true);
      expect(isGone(`process ${pid} on ${hostname()}, started ?`)).toBe(true);
      expect(thisProcess().isRunning({ pid, host: hostname(), started })).toBe(false);
      expect(thisProcess().isRunning(thisProcess().own)).toBe(true);
    } finally {
      parent.kill("SIGKILL");
      await closed;
    }
  });

  itWhere(
    { isMet: hasPython, what: "python3 with ctypes" },
    "is there while threads of it go on, though its first one has ended",
    async () => {
      const code = `import ctypes, os, threading, time
threading.Thread(target=lambda: time.sleep(600)).start()
print(os.getpid(), flush=True)
ctypes.CDLL(None).pthread_exit(None)`;
      const child = spawn("python3", ["-c", code], { stdio: ["ignore", "pipe", "ignore"] });
      const closed = once(child, "close");
      try {
        const pid = Number(await once(child.stdout, "data"));
        await expect.poll(() => fieldsOf(pid)[0], { timeout: 120_000 }).toBe("Z");
        const started = fieldsOf(pid)[19] ?? "";
        expect(isGone(`process ${pid} on ${hostname()}, started ${started}`)).toBe(false);
        expect(thisProcess().isRunning({ pid, host: hostname(), started })).toBe(true);
      } finally {
        child.kill("SIGKILL");
        await closed;
      }
    },
    180_000,
  );
});
