/** The portal as somebody sees it who wants in: each attack was tried, and each test fails without its defence. */
@NullMarked
package org.ltet.portal.attack;

import org.jspecify.annotations.NullMarked;
