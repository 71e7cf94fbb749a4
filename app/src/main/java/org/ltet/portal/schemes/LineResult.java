package org.ltet.portal.schemes;

import java.util.UUID;
import org.ltet.portal.shared.Money;

/** What became of one line: claimed, less deductions, within the limits of its head. */
public record LineResult(UUID lineId, Money claimed, Money deducted, Money admitted) {}
