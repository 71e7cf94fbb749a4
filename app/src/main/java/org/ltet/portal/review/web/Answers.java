package org.ltet.portal.review.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ltet.portal.review.web.FileScreen.Fact;
import org.ltet.portal.review.web.FileScreen.Section;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeDefinition.Field;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** What the member answered, group by group as in the form, in the reader's language. */
@Component
class Answers {

    List<Section> of(Page page, SchemeDefinition scheme, Map<String, String> answers) {
        List<Section> sections = new ArrayList<>();
        for (SchemeDefinition.Group group : scheme.form()) {
            List<Fact> facts = group.fields().stream()
                    .filter(field -> answers.containsKey(field.code()))
                    .map(field -> new Fact(
                            field.label().in(page.locale()),
                            shown(page, field, answers.getOrDefault(field.code(), ""))))
                    .toList();
            if (!facts.isEmpty()) {
                sections.add(new Section(group.title().in(page.locale()), facts));
            }
        }
        return sections;
    }

    private static String shown(Page page, Field field, String value) {
        return switch (field.type()) {
            case TEXT, NUMBER -> value;
            case PERCENT -> value + " %";
            case MONEY -> page.money(Money.of(new BigDecimal(value)));
            case DATE -> page.date(LocalDate.parse(value));
            case YESNO -> page.t(value.equals("true") ? "web.yes" : "web.no");
            case CHOICE ->
                field.option(value)
                        .map(option -> option.label().in(page.locale()))
                        .orElse(value);
        };
    }
}
