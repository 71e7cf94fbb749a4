package org.ltet.portal.schemes;

import java.util.List;
import org.ltet.portal.shared.Money;

/**
 * What an application would be paid, and how it came to that.
 *
 * @param refusals why a frequency limit forbids the whole or a part ("left eye was paid on ...")
 * @param consumption what sanction has to record; empty when nothing is payable
 */
public record Benefit(
        Money claimed,
        Money admitted,
        Money afterReimbursement,
        Money payable,
        List<BenefitStep> steps,
        List<LineResult> lines,
        List<Consumption> consumption,
        List<Finding> refusals) {

    public Benefit {
        steps = List.copyOf(steps);
        lines = List.copyOf(lines);
        consumption = List.copyOf(consumption);
        refusals = List.copyOf(refusals);
    }
}
