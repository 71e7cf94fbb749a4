/** Approval without a person, within what two people agreed on, and what became of it (REV-6, INT-3). Never a rejection. */
@NullMarked
@NamedInterface("automatic")
package org.ltet.portal.review.automatic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
