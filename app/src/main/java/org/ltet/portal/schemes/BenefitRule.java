package org.ltet.portal.schemes;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.shared.Money;

/** What the scheme makes of the admitted amount, before limits. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
public sealed interface BenefitRule {

    /** A share of what was admitted and not reimbursed elsewhere; 100 pays the actual amount. */
    record Percentage(BigDecimal percent) implements BenefitRule {
        public Percentage {
            Parts.given("percent", percent);
        }
    }

    /**
     * A fixed amount by the answers: the first slab that matches.
     *
     * @param band the numeric field whose value decides between slabs, where there is one
     */
    record Slabs(List<Slab> slabs, @Nullable String band) implements BenefitRule {
        public Slabs {
            slabs = Parts.some("slabs", slabs);
        }
    }

    /**
     * @param when field code to the choices for which the slab stands
     * @param from smallest value of the band field, inclusive
     * @param below first value above the slab, exclusive
     */
    record Slab(
            Map<String, List<String>> when,
            @Nullable BigDecimal from,
            @Nullable BigDecimal below,
            Money amount) {
        public Slab {
            when = Map.copyOf(when);
            Parts.given("amount", amount);
        }
    }
}
