"use strict";
var pao = require("./install.cjs");

pao.install(function () {
  pao.runPinned("test.ts", process.argv.slice(2));
});
