import { createServer } from 'node:net';
import { Aedes } from 'aedes';

// row (a): the broker library alone, nothing kept, nobody subscribed
const aedes = await Aedes.createBroker();
const server = createServer(aedes.handle);
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: (server.address() as { port: number }).port })));
