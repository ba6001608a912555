/*
 * Imported before Amazon's client for browsers. All browsers say that they are called Netscape (HTML, section 8.9.1.1). Node 21 and later
 * have a navigator and say nothing, for which the client takes the arithmetic of a browser of long ago: ten times as slow in Jest, since
 * it looks up a global at each step.
 */
const { navigator } = globalThis as { navigator?: object };
if (navigator && !('appName' in navigator)) Object.defineProperty(navigator, 'appName', { value: 'Netscape' });
