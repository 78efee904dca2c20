// The public site's script: a behaviour a file. Every page works without it.
import "./htmx.js";
import "./show.js";
import "./language.js";
import "./newest.js";
import "./ahead.js";
import "./left.js";
import "./sight.js";
import "./copy.js";
import "./letter.js";
import "./print.js";
import "./folds.js";
import "./focus.js";
import "./trouble.js";
import "./busy.js";
