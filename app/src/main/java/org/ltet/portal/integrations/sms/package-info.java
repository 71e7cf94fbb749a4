/** Text messages by way of the SMS gateway. */
@NullMarked
package org.ltet.portal.integrations.sms;

import org.jspecify.annotations.NullMarked;
