package org.ltet.portal.review.web;

import java.util.ArrayList;
import java.util.List;
import org.ltet.portal.applications.ActingRole;
import org.ltet.portal.applications.ApplicationSummary;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Reasons;
import org.ltet.portal.applications.TimelineEntry;
import org.ltet.portal.people.Member;
import org.ltet.portal.review.ReviewFile;
import org.ltet.portal.review.web.FileScreen.Event;
import org.ltet.portal.review.web.FileScreen.Fact;
import org.ltet.portal.review.web.FileScreen.Limit;
import org.ltet.portal.review.web.FileScreen.Past;
import org.ltet.portal.review.web.FileScreen.Section;
import org.ltet.portal.review.web.FileScreen.Step;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.BenefitStep;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Page;
import org.springframework.stereotype.Component;

/** The parts of the review page that only tell, each made of the application's facts in the reader's language. */
@Component
class FileParts {

    private final SchemeTexts texts;
    private final Answers answers;

    FileParts(SchemeTexts texts, Answers answers) {
        this.texts = texts;
        this.answers = answers;
    }

    List<Section> people(Page page, ReviewFile file) {
        Member member = file.member();
        ApplicationView application = file.application();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(page.t("review.name"), member.name() + " (" + member.employeeNumber() + ")"));
        facts.add(new Fact(
                page.t("review.status"),
                page.t("review.member." + member.status().name())));
        facts.add(new Fact(page.t("review.ic"), member.icName() + ", " + member.location()));
        facts.add(new Fact(page.t("review.grade"), member.grade()));
        facts.add(new Fact(page.t("review.joined"), page.date(member.joiningDate())));
        if (member.retirementDate() != null) {
            facts.add(new Fact(page.t("review.retired"), page.date(member.retirementDate())));
        }
        List<Fact> forWhom = new ArrayList<>();
        forWhom.add(new Fact(page.t("review.name"), application.beneficiaryName()));
        forWhom.add(new Fact(
                page.t("review.relation"),
                page.t("review.relation." + application.relation().name())));
        member.dependents().stream()
                .filter(dependent -> dependent.id().equals(application.beneficiaryId()))
                .findFirst()
                .ifPresent(dependent -> forWhom.add(new Fact(page.t("review.born"), page.date(dependent.birthDate()))));
        return List.of(new Section(page.t("review.member"), facts), new Section(page.t("review.beneficiary"), forWhom));
    }

    List<Section> answers(Page page, ReviewFile file) {
        return answers.of(page, file.scheme(), file.application().answers());
    }

    List<Step> steps(Page page, ApplicationView application) {
        return application.benefit().steps().stream()
                .map(step ->
                        new Step(texts.step(step, page.locale()), difference(page, step), page.money(step.after())))
                .toList();
    }

    private static String difference(Page page, BenefitStep step) {
        Money less = step.before().minus(step.after());
        return less.isZero() ? "" : page.t("review.minus", less);
    }

    List<Limit> limits(Page page, ReviewFile file) {
        return file.grounds().balances().stream()
                .map(balance -> new Limit(
                        texts.balance(balance, page.locale()),
                        page.money(balance.used()),
                        left(page, balance),
                        balance.available()))
                .toList();
    }

    private static String left(Page page, Balance balance) {
        Money left = balance.left();
        return left == null ? "" : page.money(left);
    }

    List<Past> history(Page page, ReviewFile file) {
        return file.history().stream().map(past -> past(page, file, past)).toList();
    }

    private static Past past(Page page, ReviewFile file, ApplicationSummary past) {
        Money sanctioned = past.sanctioned();
        return new Past(
                past.number() == null ? "" : past.number(),
                "/review/" + past.id(),
                past.schemeCode(),
                past.beneficiaryName(),
                past.beneficiaryId().equals(file.application().beneficiaryId()),
                past.submittedAt() == null ? "" : page.date(past.submittedAt()),
                page.money(sanctioned == null ? past.payable() : sanctioned),
                Wording.pill(page, past.state()));
    }

    List<Event> timeline(Page page, ApplicationView application) {
        return application.timeline().stream()
                .filter(entry -> !entry.move().equals("START"))
                .map(entry -> new Event(
                        moved(page, entry),
                        who(page, entry),
                        page.dateTime(entry.at()),
                        entry.comment() == null ? "" : entry.comment(),
                        entry.move().equals("SEND_BACK") || entry.move().equals("REJECT") ? "problem-step" : "done"))
                .toList()
                .reversed();
    }

    private static String who(Page page, TimelineEntry entry) {
        String name = entry.actorName();
        return entry.role() == ActingRole.SYSTEM || name == null
                ? page.t("review.byThePortal")
                : Wording.person(page, name, entry.absentName());
    }

    /** What a move was, where it led and why. */
    static String moved(Page page, TimelineEntry entry) {
        String text = page.t("review.move." + entry.move());
        if (entry.to().level() != null
                && (entry.move().equals("FORWARD") || entry.move().equals("RETURN_TO_LEVEL"))) {
            text += ": " + Wording.level(page, entry.to().level());
        }
        String reason = entry.reasonCode();
        return reason == null ? text : text + " · " + reasonOf(page, entry.move(), reason);
    }

    private static String reasonOf(Page page, String move, String code) {
        Reasons group = switch (move) {
            case "SEND_BACK" -> Reasons.SEND_BACK;
            case "REJECT" -> Reasons.REJECT;
            case "RETURN_TO_LEVEL" -> Reasons.RETURN;
            case "SANCTION" -> Reasons.CAP;
            default -> Reasons.ACCOUNTS_RETURN;
        };
        return group.codes().contains(code) ? Wording.reason(page, group, code) : code;
    }
}
