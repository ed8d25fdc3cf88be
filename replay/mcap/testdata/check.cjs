// Reads an MCAP file with @mcap/core and says what is in it, as one line of
// JSON. Usage: node check.cjs indexed|streamed FILE
const fs = require("node:fs/promises");
const { createRequire } = require("node:module");
const load = createRequire(process.env.RIGSCOPE_MCAPCHECK + "/x.js");
const { McapIndexedReader, McapStreamReader } = load("@mcap/core");
const { decompress } = load("fzstd");
const { crc32 } = load("@foxglove/crc");

const decompressHandlers = { zstd: (b) => decompress(new Uint8Array(b)) };
const topics = {};
const add = (topic, message) => {
  const t = (topics[topic] ??= { count: 0, sum: 0 });
  t.count++;
  t.sum = (t.sum + crc32(message.data)) % 2 ** 32;
};

async function indexed(path) {
  const file = await fs.open(path);
  const readable = {
    size: async () => BigInt((await file.stat()).size),
    read: async (offset, length) => {
      const b = new Uint8Array(Number(length));
      await file.read(b, 0, b.length, Number(offset));
      return b;
    },
  };
  const r = await McapIndexedReader.Initialize({ readable, decompressHandlers });
  for await (const m of r.readMessages()) add(r.channelsById.get(m.channelId).topic, m);
  const attachments = {}, metadata = {};
  for await (const a of r.readAttachments()) attachments[a.name] = new TextDecoder().decode(a.data);
  for await (const m of r.readMetadata()) metadata[m.name] = Object.fromEntries(m.metadata);
  const counted = Number(r.statistics.messageCount);
  return { topics, attachments, metadata, counted, chunks: r.chunkIndexes.length };
}

async function streamed(path) {
  const r = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  const channels = {};
  r.append(await fs.readFile(path));
  for (let rec; (rec = r.nextRecord()); ) {
    if (rec.type === "Channel") channels[rec.id] = rec.topic;
    if (rec.type === "Message") add(channels[rec.channelId], rec);
  }
  return { topics, done: r.done() };
}

const [how, path] = process.argv.slice(2);
({ indexed, streamed })[how](path).then((v) => console.log(JSON.stringify(v)));
