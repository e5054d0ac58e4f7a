// What every page loads: partial updates (htmx) and keys.
import htmx from "htmx.org";
import { beside } from "./beside";
import { dropped } from "./dropped";
import { keys } from "./keys";
import { marked } from "./marked";
import { passage } from "./passage";

// The policy of the pages allows no inline style and no evaluated string.
htmx.config.includeIndicatorStyles = false;
htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.selfRequestsOnly = true;
// Without these the cards would jump while they settle.
htmx.config.defaultSettleDelay = 0;
htmx.config.historyCacheSize = 0;

document.documentElement.classList.add("scripted");
beside(document);
dropped(document);
keys(document);
passage(document);
marked(document);
