package org.ltet.portal.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.AttachDocument;
import org.ltet.portal.applications.Decisions;
import org.ltet.portal.applications.Drafting;
import org.ltet.portal.applications.LineInput;
import org.ltet.portal.applications.StartDraft;
import org.ltet.portal.applications.SubmitApplication;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.Scope;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.MemberStatus;
import org.ltet.portal.schemes.Relation;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Applications of made-up members on their way through the trust, each brought there by the use cases themselves. */
@Component
@Profile("demo")
class SampleApplications {

    private static final Logger LOG = LoggerFactory.getLogger(SampleApplications.class);
    private static final int FIRST_NUMBER = 10_000_101;
    private static final int LOOKED_AT = 160;
    private static final int HOSPITAL_STAYS = 42;
    private static final int LEFT_TO_SCRUTINY = 8;
    private static final int CHECK_UPS = 10;
    private static final Period SERVICE_NEEDED = Period.ofYears(2);

    private final People people;
    private final StartDraft startDraft;
    private final Drafting drafting;
    private final AttachDocument attachDocument;
    private final SubmitApplication submitApplication;
    private final Applications applications;
    private final Decisions decisions;
    private final CurrentUser currentUser;
    private final Clock clock;
    private final Pdf pdf;

    SampleApplications(
            People people,
            StartDraft startDraft,
            Drafting drafting,
            AttachDocument attachDocument,
            SubmitApplication submitApplication,
            Applications applications,
            Decisions decisions,
            CurrentUser currentUser,
            Clock clock,
            Pdf pdf) {
        this.people = people;
        this.startDraft = startDraft;
        this.drafting = drafting;
        this.attachDocument = attachDocument;
        this.submitApplication = submitApplication;
        this.applications = applications;
        this.decisions = decisions;
        this.currentUser = currentUser;
        this.clock = clock;
        this.pdf = pdf;
    }

    /** @param scrutiny the officer who passes most of them on to the sub-panel */
    void make(User scrutiny) {
        List<Member> members = IntStream.range(FIRST_NUMBER, FIRST_NUMBER + LOOKED_AT)
                .mapToObj(number -> people.byEmployeeNumber(Integer.toString(number)))
                .flatMap(Optional::stream)
                .filter(member -> !member.left())
                .toList();
        LocalDate today = IndiaTime.today(clock);
        List<Member> serving = members.stream()
                .filter(member -> member.status() == MemberStatus.SERVING
                        && member.joiningDate().isBefore(today.minus(SERVICE_NEEDED)))
                .limit(HOSPITAL_STAYS)
                .toList();
        int made = 0;
        for (int i = 0; i < serving.size(); i++) {
            if (hasApplied(serving.get(i))) {
                continue;
            }
            made++;
            ApplicationView submitted = hospitalStay(serving.get(i), today.minusDays(20 + i), 41_000 + i * 950L);
            if (i >= LEFT_TO_SCRUTINY) {
                currentUser.runAs(scrutiny, () -> passOn(submitted.id(), scrutiny));
            }
        }
        List<Member> retired = members.stream()
                .filter(member -> member.status() == MemberStatus.RETIRED
                        && member.birthDate().isBefore(today.minusYears(58)))
                .limit(CHECK_UPS)
                .toList();
        for (int i = 0; i < retired.size(); i++) {
            if (hasApplied(retired.get(i))) {
                continue;
            }
            made++;
            checkUp(retired.get(i), today.minusDays(10 + i), 3_200 + i * 260L);
        }
        LOG.info("Made {} sample applications", made);
    }

    /** A start that was cut off goes on where it stopped. */
    private boolean hasApplied(Member member) {
        return !applications.mine(asMember(member), List.of(), null, 1).isEmpty();
    }

    private ApplicationView hospitalStay(Member member, LocalDate discharge, long surgeon) {
        User user = asMember(member);
        return currentUser.runAs(user, () -> {
            ApplicationView draft = startDraft.start("S13", self(member), user);
            draft = drafting.saveAnswers(
                    draft.id(),
                    draft.version(),
                    Map.of(
                            "hospital",
                            "Jeevan Jyoti Hospital, " + member.location(),
                            "surgery",
                            "Hernia repair",
                            "listedDisease",
                            "false",
                            "admissionDate",
                            discharge.minusDays(3).toString(),
                            "dischargeDate",
                            discharge.toString()),
                    user);
            draft = line(draft, "ROOM_RENT", "R", discharge, 10_500, BigDecimal.valueOf(3), user);
            draft = line(draft, "SURGEON", "S", discharge, surgeon, null, user);
            draft = line(draft, "MEDICINES", "M", discharge, 8_740, null, user);
            return submit(draft, member, List.of("HOSPITAL_BILL", "DISCHARGE_SUMMARY"), user);
        });
    }

    private ApplicationView checkUp(Member member, LocalDate day, long amount) {
        User user = asMember(member);
        return currentUser.runAs(user, () -> {
            ApplicationView draft = startDraft.start("S08", self(member), user);
            draft = drafting.saveAnswers(
                    draft.id(),
                    draft.version(),
                    Map.of("centre", "Swasthya Diagnostics", "checkupDate", day.toString()),
                    user);
            draft = line(draft, "CHECK_UP", "C", day, amount, null, user);
            return submit(draft, member, List.of("BILLS"), user);
        });
    }

    private UUID self(Member member) {
        return people.applicants(member.id()).beneficiaries().stream()
                .filter(beneficiary -> beneficiary.relation() == Relation.SELF)
                .findFirst()
                .orElseThrow()
                .beneficiaryId();
    }

    private ApplicationView line(
            ApplicationView draft,
            String head,
            String series,
            LocalDate date,
            long amount,
            @Nullable BigDecimal quantity,
            User user) {
        String number = series + "-" + draft.employeeNumber();
        LineInput line = new LineInput(head, number, date, "Jeevan Jyoti Hospital", Money.of(amount), quantity, null);
        return drafting.addLine(draft.id(), draft.version(), line, user);
    }

    private ApplicationView submit(ApplicationView draft, Member member, List<String> documents, User user) {
        UUID account = people.bankAccounts(member.id()).getFirst().id();
        drafting.chooseBankAccount(draft.id(), draft.version(), account, user);
        for (String type : documents) {
            attachDocument.attach(draft.id(), type, type.toLowerCase(Locale.ROOT) + ".pdf", paper(type, member), user);
        }
        ApplicationView complete = applications.get(draft.id(), user);
        return submitApplication.submit(complete.id(), complete.version(), user);
    }

    private void passOn(UUID id, User officer) {
        ApplicationView taken = decisions.take(id, officer);
        decisions.forward(id, null, "Bills and summary agree.", taken.version(), officer);
    }

    private ByteArrayInputStream paper(String type, Member member) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pdf.render("""
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>%s</title></head><body>
                <h1>%s</h1><p>Jeevan Jyoti Hospital (demonstration paper)</p><p>Patient: %s</p></body></html>
                """.formatted(type, type, member.name()), out);
        return new ByteArrayInputStream(out.toByteArray());
    }

    private static User asMember(Member member) {
        return new User(Ids.next(), member.employeeNumber(), member.name(), Map.of(Role.MEMBER, Scope.EVERYWHERE));
    }
}
