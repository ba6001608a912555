import { buildPackage } from '../build-package';

void buildPackage(__dirname, { entries: { index: 'index.ts' } });
