// The editors' script: a behaviour a file. Every page works without it.
import "./session.js";
import "./unsaved.js";
import "./choices.js";
import "./first-field.js";
import "./working.js";
import "./once.js";
import "./skip.js";
import "./cells.js";
