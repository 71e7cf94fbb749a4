package org.ltet.portal.applications;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ltet.portal.applications.FormProblem.Step;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.AnswerCheck;
import org.ltet.portal.schemes.AnswerProblem;
import org.ltet.portal.schemes.ApplicantFacts;
import org.ltet.portal.schemes.Benefit;
import org.ltet.portal.schemes.Finding;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.IndiaTime;
import org.springframework.stereotype.Component;

/** Everything that stands between an application and its submission (APP-5), in the order of the form. */
@Component
class SubmissionCheck {

    private final Schemes schemes;
    private final Documents documents;
    private final People people;
    private final Reckoning reckoning;
    private final Clock clock;

    SubmissionCheck(Schemes schemes, Documents documents, People people, Reckoning reckoning, Clock clock) {
        this.clock = clock;
        this.schemes = schemes;
        this.documents = documents;
        this.people = people;
        this.reckoning = reckoning;
    }

    List<FormProblem> problems(Application app, List<LineView> lines) {
        SchemeDefinition definition = schemes.version(app.versionId).definition();
        ApplicantFacts facts = reckoning.applicantFacts(app);
        List<FormProblem> problems = new ArrayList<>();
        LocalDate now = IndiaTime.today(clock);
        List<AnswerProblem> answers = AnswerCheck.problems(definition, facts, now);
        beneficiary(app, answers.isEmpty(), problems);
        answers.forEach(answer -> problems.add(new FormProblem.Answer(Step.DETAILS, answer.field(), answer)));
        bills(definition, lines, facts, now, problems);
        documents(app, definition, facts, problems);
        bank(app, problems);
        if (problems.isEmpty()) {
            limits(reckoning.reckon(app, lines, null), problems);
        }
        return problems;
    }

    /** What is still unknown while answers are missing is asked by the form itself. */
    private void beneficiary(Application app, boolean answered, List<FormProblem> problems) {
        for (Finding finding : reckoning.judge(app).findings()) {
            if (finding.failed() || (answered && !finding.passed())) {
                problems.add(new FormProblem.Condition(Step.BENEFICIARY, "beneficiary", finding));
            }
        }
    }

    private static void bills(
            SchemeDefinition definition,
            List<LineView> lines,
            ApplicantFacts facts,
            LocalDate now,
            List<FormProblem> problems) {
        if (!definition.heads().isEmpty() && lines.isEmpty()) {
            problems.add(FormProblem.said(Step.BILLS, "lines", "applications.check.noLines"));
        }
        for (int i = 0; i < lines.size(); i++) {
            LineView line = lines.get(i);
            problems.addAll(LineInput.of(line).problems(definition, lines.subList(0, i), facts, now, line.id()));
        }
    }

    private void documents(
            Application app, SchemeDefinition definition, ApplicantFacts facts, List<FormProblem> problems) {
        List<StoredDocument> files = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, app.id));
        for (StoredDocument file : files) {
            if (file.safety().keptAway()) {
                problems.add(FormProblem.said(
                        Step.DOCUMENTS,
                        file.type(),
                        "applications.check." + file.safety().name(),
                        file.fileName()));
            }
        }
        Set<String> attached = files.stream()
                .filter(file -> !file.safety().keptAway())
                .map(StoredDocument::type)
                .collect(Collectors.toSet());
        for (SchemeDefinition.Document document : AnswerCheck.requiredDocuments(definition, facts)) {
            if (!attached.contains(document.code())) {
                problems.add(FormProblem.said(
                        Step.DOCUMENTS, document.code(), "applications.check.document", document.label()));
            }
        }
    }

    private void bank(Application app, List<FormProblem> problems) {
        UUID chosen = app.bankAccountId;
        boolean own = chosen != null
                && people.bankAccounts(app.memberId).stream()
                        .anyMatch(account -> account.id().equals(chosen) && account.active());
        if (!own) {
            problems.add(FormProblem.said(Step.BANK, "bankAccount", "applications.check.bank"));
        }
    }

    /** Nothing can be granted because it was paid before: said before submission, not after. */
    private static void limits(Benefit benefit, List<FormProblem> problems) {
        if (!benefit.payable().isPositive()) {
            benefit.refusals()
                    .forEach(refusal -> problems.add(new FormProblem.Condition(Step.REVIEW, "benefit", refusal)));
        }
    }
}
