import { begin } from './login.js';
import { apply } from './theme.js';
import './shell.js';

apply();
const shell = document.querySelector('earshot-shell');
begin().then(
  () => {
    // Coming back from the identity provider changes the address without a word.
    shell.goThere();
    shell.ready = true;
  },
  (error) => (shell.fault = error.message),
);
