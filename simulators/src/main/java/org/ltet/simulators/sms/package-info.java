/** Stand-in for an SMS provider with DLT templates and delivery reports (ITG-4, ITG-6). */
@NullMarked
package org.ltet.simulators.sms;

import org.jspecify.annotations.NullMarked;
