// Microsoft's JavaScript client of Table Storage against the embedded service: one JSON line for each thing it saw.
import {
  AzureNamedKeyCredential, odata, TableClient, TableServiceClient, TableTransaction,
} from "@azure/data-tables";

const { TABLES_ENDPOINT: endpoint, TABLES_ACCOUNT: account, TABLES_KEY: key, TABLES_RETRIES: retries } = process.env;

let busy = 0;
const countingBusyAnswers = {
  name: "counting busy answers",
  async sendRequest(request, next) {
    const response = await next(request);
    if (response.status === 503) busy++;
    return response;
  },
};
const options = {
  allowInsecureConnection: true,
  retryOptions: { maxRetries: +retries, retryDelayInMs: 1, maxRetryDelayInMs: 10 },
  additionalPolicies: [{ policy: countingBusyAnswers, position: "perRetry" }],
};
const credential = new AzureNamedKeyCredential(account, key);
const service = new TableServiceClient(endpoint, credential, options);
const report = (name, value) => console.log(JSON.stringify({ report: name, value }));

const refusal = async (promise) => {
  try {
    await promise;
    return "was not refused";
  } catch (error) {
    return { status: error.statusCode, code: error.code ?? error.details?.odataError?.code };
  }
};

const all = async (pages) => {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
};

// Tables.
for (const name of ["People", "Places", "Plants"]) await service.createTable(name);
await service.createTable("People");
report("tables", (await all(service.listTables())).map((table) => table.name));
report("tables from Pl", (await all(service.listTables({
  queryOptions: { filter: odata`TableName ge ${"Pl"}` },
}))).map((table) => table.name));
const pages = [];
for await (const page of service.listTables().byPage({ maxPageSize: 2 })) pages.push(page.length);
report("pages of tables", pages);
await service.deleteTable("Plants");
report("tables left", (await all(service.listTables())).map((table) => table.name));
const people = new TableClient(endpoint, "People", credential, options);
report("no such table", await refusal(
  new TableClient(endpoint, "Plants", credential, options).createEntity({ partitionKey: "p", rowKey: "r" })));
report("bad table name", await refusal(service.createTable("1-2")));

// Rows.
const moment = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678));
const everything = {
  partitionKey: "o'neil", rowKey: "a b+c%", text: "it's", truth: true, small: 7, real: 2.5, large: 9007199254740993n,
  moment, id: { type: "Guid", value: "8f7a1c1e-6d2b-4f7e-9a70-1d4c2b3a5e6f" }, bytes: Uint8Array.of(1, 2, 255),
  whole: { type: "Double", value: "3" },
};
const inserted = await people.createEntity(everything);
const read = await people.getEntity("o'neil", "a b+c%");
report("read", {
  text: read.text, truth: read.truth, small: read.small, real: read.real, large: `${read.large}`, moment: read.moment,
  id: read.id.value, bytes: [...read.bytes], whole: read.whole, etag: read.etag === inserted.etag,
  timestamp: !Number.isNaN(Date.parse(read.timestamp)),
});
report("selected", Object.keys(await people.getEntity("o'neil", "a b+c%", {
  queryOptions: { select: ["text", "small"] },
})).filter((name) => !name.startsWith("odata") && name !== "etag"));
report("insert again", await refusal(people.createEntity(everything)));
report("read nothing", await refusal(people.getEntity("o'neil", "nobody")));

const one = { partitionKey: "p", rowKey: "one" };
const shape = async () => {
  const { a, b, c } = await people.getEntity("p", "one");
  return { a, b, c };
};
report("update nothing", await refusal(people.updateEntity({ ...one, a: 1 }, "Merge")));
const first = await people.upsertEntity({ ...one, a: 1, b: 1 }, "Merge");
const second = await people.upsertEntity({ ...one, b: 2, c: 2 }, "Merge");
report("upsert merged", await shape());
report("update outdated", await refusal(people.updateEntity({ ...one, a: 9 }, "Merge", { etag: first.etag })));
const third = await people.updateEntity({ ...one, a: 3 }, "Merge", { etag: second.etag });
report("update merged", await shape());
await people.updateEntity({ ...one, c: 4 }, "Replace", { etag: third.etag });
report("update replaced", await shape());
await people.upsertEntity({ ...one, b: 5 }, "Replace");
report("upsert replaced", await shape());
report("delete outdated", await refusal(people.deleteEntity("p", "one", { etag: third.etag })));
await people.deleteEntity("p", "one");
report("delete again", await refusal(people.deleteEntity("p", "one")));

// Transactions.
const transaction = new TableTransaction();
for (let i = 0; i < 100; i++) transaction.createEntity({ partitionKey: "many", rowKey: `${i}`.padStart(3, "0"), i });
const submitted = await people.submitTransaction(transaction.actions);
report("transaction", {
  status: submitted.status, parts: submitted.subResponses.length,
  created: submitted.subResponses.every((part) => part.status === 204 && part.etag),
});
report("transaction refused", await refusal(people.submitTransaction([
  ["delete", { partitionKey: "many", rowKey: "000" }],
  ["update", { partitionKey: "many", rowKey: "001", i: -1 }, "Merge"],
  ["create", { partitionKey: "many", rowKey: "002" }],
])));
report("transaction undone", [
  (await people.getEntity("many", "000")).i, (await people.getEntity("many", "001")).i,
]);
report("transaction of 101", await refusal(people.submitTransaction(
  Array.from({ length: 101 }, (_, i) => ["upsert", { partitionKey: "many", rowKey: `${i}` }]))));
await people.submitTransaction([
  ["delete", { partitionKey: "many", rowKey: "099" }],
  ["upsert", { partitionKey: "many", rowKey: "098", i: 1000 }, "Replace"],
  ["update", { partitionKey: "many", rowKey: "097", j: 1 }, "Merge"],
]);

// Queries.
const query = async (filter, select) =>
  (await all(people.listEntities({ queryOptions: { filter, select } }))).map((row) => row.rowKey);
report("rows of a partition", (await query(odata`PartitionKey eq ${"many"}`)).length);
report("a range", await query(odata`PartitionKey eq ${"many"} and RowKey ge ${"010"} and RowKey lt ${"013"}`));
report("types", await query(odata`text eq ${"it's"} and truth eq ${true} and small gt ${6} and real lt ${2.75}
  and large eq ${9007199254740993n} and moment le ${moment} and bytes eq X'0102ff'`.replace(/\s+/g, " ")));
report("guid", await query("id eq guid'8f7a1c1e-6d2b-4f7e-9a70-1d4c2b3a5e6f'"));
report("either", await query("PartitionKey eq 'many' and (RowKey eq '003' or RowKey eq '097') or not (i ge 0)"));
report("bad filter", await refusal(query("PartitionKey eq")));
const sizes = [];
let token;
for await (const page of people.listEntities({
  queryOptions: { filter: odata`PartitionKey eq ${"many"}`, select: ["RowKey"] },
}).byPage({ maxPageSize: 40 })) {
  sizes.push(page.length);
  token ??= page.continuationToken;
}
report("pages", sizes);
const next = await people.listEntities({
  queryOptions: { filter: odata`PartitionKey eq ${"many"}` },
}).byPage({ maxPageSize: 2, continuationToken: token }).next();
report("from a token", next.value.map((row) => row.rowKey));

// The account.
const wrong = new AzureNamedKeyCredential(account, Buffer.from("not the key").toString("base64"));
report("wrong key", await refusal(new TableClient(endpoint, "People", wrong, options).getEntity("p", "r")));

const before = await service.getProperties();
report("properties before", { read: before.logging.read, hours: before.hourMetrics.enabled, rules: before.cors?.length ?? 0 });
await service.setProperties({
  logging: { version: "1.0", read: true, write: false, delete: true, retentionPolicy: { enabled: true, days: 7 } },
  cors: [{
    allowedOrigins: "https://a.example,https://b.example", allowedMethods: "GET,PUT", allowedHeaders: "x-ms-*",
    exposedHeaders: "*", maxAgeInSeconds: 60,
  }],
});
const after = await service.getProperties();
report("properties after", {
  read: after.logging.read, days: after.logging.retentionPolicy.days, hours: after.hourMetrics.enabled,
  origins: after.cors[0].allowedOrigins, age: after.cors[0].maxAgeInSeconds,
});
report("statistics of the first place", await refusal(service.getStatistics()));
const secondary = new TableServiceClient(`${endpoint}-secondary`, credential, options);
const { geoReplication } = await secondary.getStatistics();
report("statistics of the second place", [geoReplication.status, !Number.isNaN(+geoReplication.lastSyncTime)]);
report("no policies", await people.getAccessPolicy().then((policies) => policies.length));
await people.setAccessPolicy([{ id: "readers", accessPolicy: { start: moment, expiry: new Date(+moment + 1000), permission: "r" } }]);
const [policy] = await people.getAccessPolicy();
report("policy", [policy.id, policy.accessPolicy.permission, policy.accessPolicy.expiry.toISOString()]);

report("busy", busy > 0);
