import { enableCompileCache } from 'node:module';

// Loading is nearly all of the start, and Node keeps what it compiled. The first file is loaded before the cache is: were
// it TypeScript, Node would load the compiler of types each time for this one file.
enableCompileCache();
await import('./main.ts');
