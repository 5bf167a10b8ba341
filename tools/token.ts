// Prints an access token that the services of `npm start` accept: npm run -s token -- --role editor --unit BDT
import { issuerKey } from './local/issuer-key.js';
import { local } from './local/paths.js';
import { program } from './local/say.js';
import { readTokenArguments, signToken } from './local/token.js';

void program(async () => {
  const request = readTokenArguments(process.argv.slice(2));
  process.stdout.write(`${await signToken(request, await issuerKey(local('issuer')))}\n`);
});
