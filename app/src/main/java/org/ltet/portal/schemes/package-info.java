/**
 * What the trust offers: schemes as data, in versions that never change once published, and two small engines that judge
 * who qualifies and reckon what is payable. Judges the facts it is given; never reads people or applications.
 */
@NullMarked
package org.ltet.portal.schemes;

import org.jspecify.annotations.NullMarked;
