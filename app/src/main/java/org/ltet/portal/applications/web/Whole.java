package org.ltet.portal.applications.web;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.people.BankAccountView;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.web.Words;
import org.springframework.stereotype.Component;

/** A whole application to read: before it is handed in, afterwards, and on paper. */
@Component
public class Whole {

    private final Schemes schemes;
    private final People people;
    private final AnswerWords answerWords;
    private final BenefitWords benefitWords;
    private final DocumentNeeds documentNeeds;

    Whole(
            Schemes schemes,
            People people,
            AnswerWords answerWords,
            BenefitWords benefitWords,
            DocumentNeeds documentNeeds) {
        this.schemes = schemes;
        this.people = people;
        this.answerWords = answerWords;
        this.benefitWords = benefitWords;
        this.documentNeeds = documentNeeds;
    }

    /** @param account none while none is chosen */
    public record Parts(
            ApplicationView view,
            SchemeDefinition definition,
            List<AnswerWords.AnsweredGroup> groups,
            List<BenefitWords.Bill> bills,
            BenefitWords.Receive receive,
            List<DocumentNeeds.Need> needs,
            @Nullable BankAccountView account) {}

    SchemeDefinition definition(ApplicationView view) {
        return schemes.version(view.schemeVersionId()).definition();
    }

    Parts of(ApplicationView view, Words words) {
        SchemeDefinition definition = definition(view);
        UUID account = view.bankAccountId();
        return new Parts(
                view,
                definition,
                answerWords.groups(view, definition, words),
                benefitWords.bills(view, definition, words),
                benefitWords.receive(view, words),
                documentNeeds.of(view, definition, words),
                account == null
                        ? null
                        : people.bankAccountsByIds(List.of(account)).get(account));
    }
}
