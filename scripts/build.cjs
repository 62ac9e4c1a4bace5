"use strict";
var pao = require("./install.cjs");

pao.install(function () {
  pao.runPinned("build.ts", []);
});
