import { begin } from './login.js';
import { apply } from './theme.js';
import './shell.js';

apply();
const shell = document.querySelector('earshot-shell');
begin().then(
  () => (shell.ready = true),
  (error) => (shell.fault = error.message),
);
