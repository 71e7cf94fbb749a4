package org.ltet.portal.applications;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** What the member says of one bill or fee. */
public record LineInput(
        String head,
        String billNumber,
        LocalDate billDate,
        String vendor,
        Money claimed,
        @Nullable BigDecimal quantity,
        @Nullable String key) {}
