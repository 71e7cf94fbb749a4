package org.ltet.portal.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/**
 * What a sanction has to record so that later reckonings see it as {@link PastUse}. The amounts of one benefit's rows
 * add up to what is payable.
 */
public record Consumption(
        String head,
        @Nullable String key,
        LocalDate date,
        Money amount,
        Money admitted,
        @Nullable BigDecimal quantity) {}
