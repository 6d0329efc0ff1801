// Pages without a list: the alarm rings here too.

import { showP1 } from "./alarm.js";
import { connect } from "./link.js";

const nothing = () => {};
connect({ linked: nothing, hint: nothing, poll: nothing, alarm: (data) => showP1(data.untaken_p1, data.urgent) });
