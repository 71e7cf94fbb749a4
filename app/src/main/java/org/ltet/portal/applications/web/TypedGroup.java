package org.ltet.portal.applications.web;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeDefinition.Field;
import org.ltet.portal.web.Form;

/**
 * What was typed on one page of questions, beside what stood there when the page was made: only what was changed on
 * this page is saved, so that two tabs with different questions changed do not disturb each other (APP-4).
 */
record TypedGroup(Form form, SchemeDefinition.Group group) {

    /** Prefix of the hidden fields with the answers that the page was made with. */
    static final String SAVED = "_saved.";

    Map<String, String> changed() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Field field : group.fields()) {
            List<String> typed = form.values(field.code());
            if (!typed.isEmpty() && !typed.getFirst().strip().equals(savedBefore(field.code()))) {
                changed.put(field.code(), typed.getFirst());
            }
        }
        return changed;
    }

    /** The answer that the page was made with. */
    String savedBefore(String field) {
        return form.value(SAVED + field);
    }

    boolean wasShown(String field) {
        return !form.values(SAVED + field).isEmpty();
    }

    /** What was changed on this page, as typed, over what is saved now. */
    Form over(Map<String, String> stored) {
        Map<String, String> values = new HashMap<>(stored);
        values.putAll(changed());
        return Form.of(values);
    }

    /** The same, still on the version and the answers that the page was made with: nothing was saved. */
    Form unsaved(Map<String, String> stored) {
        Map<String, String> values = new HashMap<>(stored);
        changed().forEach((field, typed) -> {
            values.put(field, typed);
            values.put(SAVED + field, savedBefore(field));
        });
        values.put(EditScreens.VERSION, form.value(EditScreens.VERSION));
        return Form.of(values);
    }
}
