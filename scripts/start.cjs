"use strict";
var pao = require("./install.cjs");

var role = process.argv[2] || "all";
if (["all", "web", "engine", "dev"].indexOf(role) < 0)
  pao.fail("PAO can start `all`, `web`, `engine` or `dev`, not `" + role + "`.");

pao.install(function () {
  pao.runPinned("supervise.ts", [role]);
});
