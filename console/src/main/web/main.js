import { h, render } from './vendor/preact/index.js';
import { Session } from './session.js';
import { App } from './ui/app.js';

const session = new Session();
session.start();
render(h(App, { session }), document.body);
