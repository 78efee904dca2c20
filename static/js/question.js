// A question's script: what its page can do besides being answered. It comes with the first question (docs/adr/0014).
import "./ticks.js";
import "./finder.js";
