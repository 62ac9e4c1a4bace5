"use strict";
var pao = require("../scripts/install.cjs");

pao.install(function () {
  pao.runPinned("../bench/main.ts", process.argv.slice(2));
});
