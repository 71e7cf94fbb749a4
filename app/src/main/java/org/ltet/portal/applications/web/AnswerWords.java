package org.ltet.portal.applications.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeDefinition.Field;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** Shows answers as people write them: amounts, dates, the words of a choice. */
@Component
public class AnswerWords {

    /** One question with its answer; blank when it is not answered yet. */
    public record Answered(String code, String label, String value) {}

    /** The answered questions of one page. */
    public record AnsweredGroup(String code, String title, List<Answered> answers) {}

    List<AnsweredGroup> groups(ApplicationView view, SchemeDefinition definition, Words words) {
        return definition.form().stream()
                .map(group -> new AnsweredGroup(
                        group.code(),
                        group.title().in(words.locale()),
                        AnswerCheck.visibleFields(definition, group, view.facts()).stream()
                                .map(field -> new Answered(
                                        field.code(),
                                        field.label().in(words.locale()),
                                        value(field, view.answers().getOrDefault(field.code(), ""), words)))
                                .toList()))
                .toList();
    }

    String value(SchemeDefinition definition, String field, String canonical, Words words) {
        return definition
                .field(field)
                .map(found -> value(found, canonical, words))
                .orElse(canonical);
    }

    private static String value(Field field, String canonical, Words words) {
        if (canonical.isEmpty()) {
            return "";
        }
        return switch (field.type()) {
            case TEXT, NUMBER -> canonical;
            case PERCENT -> canonical + " %";
            case MONEY -> words.money(Money.of(canonical));
            case DATE -> words.date(LocalDate.parse(canonical));
            case YESNO -> words.t(canonical.equals("true") ? "web.yes" : "web.no");
            case CHOICE ->
                Optional.of(canonical)
                        .flatMap(field::option)
                        .map(option -> option.label().in(words.locale()))
                        .orElse(canonical);
        };
    }
}
