"use strict";
var pao = require("./install.cjs");

pao.install(function () {
  pao.runPinned("../tests/chaos/main.ts", process.argv.slice(2));
});
