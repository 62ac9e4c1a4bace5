// Plain old JavaScript: it runs under whatever Node there is, before anything is installed.
"use strict";
var childProcess = require("child_process");
var crypto = require("crypto");
var fs = require("fs");
var path = require("path");

var root = path.dirname(__dirname);
var modules = path.join(root, "node_modules");
var stamp = path.join(modules, ".pao-installed");
var leastNode = 20;

function fail(sentence) {
  process.stderr.write("\n" + sentence + "\n");
  process.exit(1);
}

function requireNode() {
  if (Number(process.versions.node.split(".")[0]) >= leastNode) return;
  fail(
    "PAO needs Node " +
      leastNode +
      " or newer to set itself up; this is Node " +
      process.versions.node +
      ". Install one from https://nodejs.org and try again.",
  );
}

/** The Node that PAO is built and tested with; it comes as a package. */
function pinnedNode() {
  var windows = process.platform === "win32";
  return path.join(modules, "node", "bin", windows ? "node.exe" : "node");
}

function digest() {
  var hash = crypto.createHash("sha256").update(process.platform + process.arch);
  ["package.json", "package-lock.json"].forEach(function (name) {
    hash.update(fs.readFileSync(path.join(root, name)));
  });
  return hash.digest("hex");
}

function installed(wanted) {
  try {
    return fs.readFileSync(stamp, "utf8") === wanted && fs.existsSync(pinnedNode());
  } catch {
    return false;
  }
}

/** Calls `done` when every package is there; ends the process with one sentence when that can't be. */
function install(done) {
  requireNode();
  var wanted = digest();
  if (installed(wanted)) return done();
  // Not `npm ci`: npm 11 and 12 refuse a lock file when a registry lacks a package for another platform
  // (https://github.com/npm/cli/issues/9846). What is installed is what the lock file says all the same.
  runNpm(["install"], function (code, said) {
    if (code !== 0) return fail(explain(said));
    ensurePinnedNode(function () {
      // npm may have written the lock file anew: what is there now is what is installed.
      fs.writeFileSync(stamp, digest());
      done();
    });
  });
}

/** npm may be told not to run install scripts; the pinned Node fetches itself in one. */
function ensurePinnedNode(done) {
  if (fs.existsSync(pinnedNode())) return done();
  runNpm(["rebuild", "node", "--ignore-scripts=false"], function () {
    if (fs.existsSync(pinnedNode())) return done();
    fail(
      "npm did not run the install script of the package `node`, which brings the Node that PAO runs on. Allow it (npm approve-scripts node, or ignore-scripts=false) and try again.",
    );
  });
}

function runNpm(words, done) {
  var npm = process.env.npm_execpath;
  var viaNode = npm && /\.c?js$/.test(npm);
  var flags = words.concat(["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"]);
  var child = viaNode
    ? childProcess.spawn(process.execPath, [npm].concat(flags), { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
    : childProcess.spawn("npm", flags, {
        cwd: root,
        stdio: ["ignore", "pipe", "pipe"],
        shell: process.platform === "win32",
      });
  var said = "";
  function hear(chunk) {
    said = (said + chunk).slice(-20000);
  }
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  var forward = forwardSignals(child);
  var stopTelling = tell("Installing packages");
  child.on("error", function (error) {
    said += error.message;
  });
  child.on("close", function (code) {
    forward.stop();
    stopTelling(code === 0);
    if (forward.ended()) process.exit(1);
    done(code, said);
  });
}

/** Says what is going on and for how long: on a terminal in one line, elsewhere now and then. */
function tell(title) {
  var began = Date.now();
  var terminal = process.stdout.isTTY;
  function seconds() {
    return Math.round((Date.now() - began) / 1000) + " s";
  }
  function show(ending) {
    process.stdout.write((terminal ? "\r" : "") + title + "… " + seconds() + ending);
  }
  if (terminal) show("");
  else process.stdout.write(title + "…\n");
  var timer = setInterval(
    function () {
      show(terminal ? "" : "\n");
    },
    terminal ? 1000 : 15000,
  );
  return function () {
    clearInterval(timer);
    show("\n");
  };
}

function explain(said) {
  var lines = said.split("\n").filter(function (text) {
    return /^npm (ERR!|error) /.test(text) && !/code |A complete log|^npm (ERR!|error)\s*$/.test(text);
  });
  var reason = lines.length > 0 ? lines[0].replace(/^npm (ERR!|error)\s*/, "") : said.trim().split("\n").pop();
  if (/ENOSPC/.test(said)) return "The packages could not be installed: the disk is full. Make room and try again.";
  if (/EROFS|EACCES|EPERM/.test(said))
    return (
      "The packages could not be installed: " +
      modules +
      " can't be written. Use a folder that you own, on a disk that can be written."
    );
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(said))
    return (
      "The packages could not be installed: npm's registry can't be reached (" +
      reason +
      "). Check the network and `npm config get registry`, and try again."
    );
  return "The packages could not be installed: " + reason + ". Run `npm install` to see all that npm says.";
}

/** Passes signals on; `ended` tells whether one came. */
function forwardSignals(child) {
  var signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  var came = false;
  var handlers = signals.map(function (signal) {
    function handler() {
      came = true;
      child.kill(signal);
    }
    process.on(signal, handler);
    return handler;
  });
  return {
    ended: function () {
      return came;
    },
    stop: function () {
      signals.forEach(function (signal, at) {
        process.removeListener(signal, handlers[at]);
      });
    },
  };
}

/** Runs a script of ours under the pinned Node, passing signals on and ending with its code. */
function runPinned(script, words) {
  var child = childProcess.spawn(pinnedNode(), [path.join(__dirname, script)].concat(words), {
    cwd: root,
    // The channel tells the child that we are gone even when we were killed and could say nothing.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  forwardSignals(child);
  child.on("error", function (error) {
    fail("The Node that PAO brings can't be started on this machine: " + error.message);
  });
  child.on("exit", function (code, signal) {
    process.exit(code === null ? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1) : code);
  });
}

module.exports = { install: install, runPinned: runPinned, fail: fail };
