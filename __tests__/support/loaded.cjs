/** Loaded before a program (`node --require`), it writes down which files the program has loaded by its end: a JSON list. */
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.LOADED_FILES, JSON.stringify(Object.keys(require.cache)));
});
