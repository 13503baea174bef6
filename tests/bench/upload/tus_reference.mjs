// SPDX-License-Identifier: EUPL-1.2
// The npm tus server and client, for the comparison of bench_upload:
//   node tus_reference.mjs <folder with node_modules> serve <port> <store>
//   node tus_reference.mjs <folder with node_modules> put <url> <bytes a request, 0: the whole file> <file>...
// `put` prints the seconds that the uploads took, without node's own start.
import fs from "node:fs";
import { createRequire } from "node:module";

const [packages, mode, ...rest] = process.argv.slice(2);
const require = createRequire(packages + "/");

if (mode === "serve") {
  const { Server } = require("@tus/server");
  const { FileStore } = require("@tus/file-store");
  const [port, directory] = rest;
  const server = new Server({ path: "/files", datastore: new FileStore({ directory }) });
  server.listen({ host: "127.0.0.1", port: Number(port) });
} else {
  const tus = require("tus-js-client");
  const [endpoint, bytes, ...files] = rest;
  const chunkSize = Number(bytes) || Infinity;
  const begun = process.hrtime.bigint();
  for (const file of files)
    await new Promise((onSuccess, onError) => {
      const upload = new tus.Upload(fs.createReadStream(file), { endpoint, chunkSize, onSuccess, onError });
      upload.start();
    });
  console.log(Number(process.hrtime.bigint() - begun) / 1e9);
}
