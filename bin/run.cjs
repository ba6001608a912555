// Loaded before everything else (`node --require ./bin/run.cjs`), to run TypeScript as it is. Written for any Node: an old one
// must get as far as the sentence below.
'use strict';
var least = require('../package.json').engines.node.replace('>=', '');
var wanted = least.split('.').map(Number);
var found = process.versions.node.split('.').map(Number);
if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    'Trinity needs Node ' +
      least +
      ' or later, and ' +
      process.execPath +
      ' is ' +
      process.versions.node +
      ': install one from https://nodejs.org, or choose it with your version manager.\n',
  );
  process.exit(1);
}
// tsx is for TypeScript alone. Of a package's file it would look for ES modules by parsing it, and Node would read its source
// map: a quarter of the CPU time of a command that loads CDKTF or AWS's clients.
var extensions = require('module')._extensions;
var loadJavaScript = extensions['.js'];
require('tsx/cjs');
extensions['.js'] = function (module, filename) {
  var enabled = process.sourceMapsEnabled;
  process.setSourceMapsEnabled(false);
  try {
    loadJavaScript(module, filename);
  } finally {
    process.setSourceMapsEnabled(enabled);
  }
};
// The end of every program but of what its own end has said. Node would show the loader's own code where a file of this project
// cannot be loaded.
process.on('uncaughtException', function (error) {
  var unloaded = require('../build/load-error.ts').explainLoadError(error);
  var end = require('../programs/end.ts').endOf(error);
  var lines = unloaded ? [unloaded, 'Mend it, and run the command again.'] : end.lines;
  process.stderr.write(lines.join('\n') + '\n');
  process.exit(end.exitCode);
});
