/** An authenticator app for people who try the demonstration without a phone: it shows the demonstration's codes. */
@NullMarked
package org.ltet.simulators.authenticator;

import org.jspecify.annotations.NullMarked;
