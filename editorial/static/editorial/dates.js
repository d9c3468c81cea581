/*
 * What somebody types into a field for a date stays as it was typed until it is sent: the picker of Wagtail put the present moment in place of
 * whatever it did not read, a French date too. The server reads both, and says what it does not.
 */
"use strict";

window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
