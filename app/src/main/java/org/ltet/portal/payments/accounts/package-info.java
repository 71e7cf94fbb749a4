/** Whether a payee's account exists and bears his or her name, asked of the payment gateway before money goes there (PAY-6). */
@NullMarked
package org.ltet.portal.payments.accounts;

import org.jspecify.annotations.NullMarked;
