/**
 * How the NEFT text for the bank is laid out: versions made by two people, the rules they keep, and the lines written
 * with them (PAY-3).
 */
@NullMarked
package org.ltet.portal.payments.layout;

import org.jspecify.annotations.NullMarked;
