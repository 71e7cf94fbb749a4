package org.ltet.portal.applications.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.schemes.SchemeDefinition;

/** One page of the form: a step, or one group of questions within the step of the details. */
public record Stop(Step step, @Nullable String group) {

    /** The pages that this scheme's form has, in order. */
    static List<Stop> all(SchemeDefinition definition) {
        List<Stop> stops = new ArrayList<>();
        stops.add(new Stop(Step.BENEFICIARY, null));
        definition.form().forEach(group -> stops.add(new Stop(Step.DETAILS, group.code())));
        if (!definition.heads().isEmpty() || definition.otherReimbursement()) {
            stops.add(new Stop(Step.BILLS, null));
        }
        if (!definition.documents().isEmpty()) {
            stops.add(new Stop(Step.DOCUMENTS, null));
        }
        stops.add(new Stop(Step.BANK, null));
        stops.add(new Stop(Step.REVIEW, null));
        return stops;
    }

    /** Below ".../edit/". */
    public String path() {
        return group == null ? step.path() : step.path() + "/" + group;
    }
}
