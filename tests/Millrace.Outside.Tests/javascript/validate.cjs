// Reads a JSON array of SNS messages from the file that is named, and prints, for each, null or what the validator of AWS has against it.
// The validator is as it comes. It fetches certificates from https://sns.{region}.amazonaws.com, so connections to there are led to the
// port in the environment, as an entry in a name server would lead them.
"use strict";

const fs = require("fs");
const https = require("https");
const tls = require("tls");
const Validator = require("sns-validator");

https.globalAgent = new https.Agent();
https.globalAgent.createConnection = (options) => {
  if (!/^sns\.[a-z0-9-]+\.amazonaws\.com$/.test(options.host) || options.port !== 443) {
    throw new Error(`nobody may connect to ${options.host}:${options.port}`);
  }

  return tls.connect({ host: "127.0.0.1", port: Number(process.env.CERTIFICATE_PORT), servername: options.host });
};

const validator = new Validator();
const checks = JSON.parse(fs.readFileSync(process.argv[2], "utf8")).map(
  (message) => new Promise((done) => validator.validate(message, (error) => done(error ? error.message : null))),
);
Promise.all(checks).then((results) => console.log(JSON.stringify(results)));
