// node emulator.js PORT DIRECTORY: kinesalite on a port, with its streams in a directory.
const server = require('kinesalite')({ path: process.argv[3], createStreamMs: 0, shardLimit: 1000 });
server.listen(Number(process.argv[2]), '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit());
process.stdin.resume();
