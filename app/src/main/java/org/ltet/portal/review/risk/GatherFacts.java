package org.ltet.portal.review.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.BillPhotos;
import org.ltet.portal.applications.DuplicateView;
import org.ltet.portal.applications.LineView;
import org.ltet.portal.applications.ReadPaper;
import org.ltet.portal.applications.ReadPapers;
import org.ltet.portal.applications.VendorFigure;
import org.ltet.portal.applications.VendorFigures;
import org.ltet.portal.documents.DocumentOwner;
import org.ltet.portal.documents.Documents;
import org.ltet.portal.documents.Reading;
import org.ltet.portal.documents.Readings;
import org.ltet.portal.documents.Safety;
import org.ltet.portal.documents.StoredDocument;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.schemes.Balance;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.springframework.stereotype.Component;

/** Puts together what the modules know of an application already; each fact is a number, and what is unknown is left out. */
@Component
class GatherFacts {

    private static final User SYSTEM = User.system("risk");
    private static final Duration LATELY = Duration.ofDays(90);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int FEWEST_OF_VENDOR = 5;
    private static final BigDecimal ROUND = BigDecimal.valueOf(500);
    private static final BigDecimal SMALL = BigDecimal.valueOf(1000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST = 100_000;

    /**
     * @param ready every document is looked through and read, so that the facts are final
     */
    record Gathered(ApplicationView application, Map<Fact, Integer> facts, boolean ready) {}

    private final Applications applications;
    private final BillPhotos photos;
    private final ReadPapers papers;
    private final VendorFigures vendors;
    private final Documents documents;
    private final Readings readings;
    private final People people;
    private final Schemes schemes;
    private final UsualClaims usual;

    GatherFacts(
            Applications applications,
            BillPhotos photos,
            ReadPapers papers,
            VendorFigures vendors,
            Documents documents,
            Readings readings,
            People people,
            Schemes schemes,
            UsualClaims usual) {
        this.applications = applications;
        this.photos = photos;
        this.papers = papers;
        this.vendors = vendors;
        this.documents = documents;
        this.readings = readings;
        this.people = people;
        this.schemes = schemes;
        this.usual = usual;
    }

    /** @param firstClaimed what was claimed when it was handed in first; none if that is now */
    Gathered of(UUID applicationId, @Nullable Money firstClaimed) {
        ApplicationView application = applications.get(applicationId, SYSTEM);
        Map<Fact, Integer> facts = new EnumMap<>(Fact.class);
        duplicates(application, facts);
        boolean ready = documents(application, facts);
        amounts(application, facts);
        member(application, facts);
        days(application, facts);
        long sentBack = application.timeline().stream()
                .filter(entry -> entry.to().state() == ApplicationState.SENT_BACK)
                .count();
        put(facts, Fact.SENT_BACK_TIMES, sentBack);
        put(
                facts,
                Fact.CLAIM_RAISED,
                firstClaimed != null && application.claimed().exceeds(firstClaimed) ? 1 : 0);
        return new Gathered(application, facts, ready);
    }

    private void duplicates(ApplicationView application, Map<Fact, Integer> facts) {
        Set<UUID> given = usual.given(application.duplicates().stream()
                .map(DuplicateView::otherId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        // what the member was not granted may be handed in again; what another member handed in counts always
        List<DuplicateView> counted = application.duplicates().stream()
                .filter(duplicate ->
                        !duplicate.sameMember() || duplicate.otherId() == null || !given.contains(duplicate.otherId()))
                .toList();
        subjects(facts, Fact.BILLS_OF_OTHERS, counted, one -> isBill(one) && !one.sameMember());
        subjects(facts, Fact.OWN_BILLS_AGAIN, counted, one -> isBill(one) && one.sameMember());
        subjects(facts, Fact.FILES_AGAIN, counted, one -> one.kind() == DuplicateView.Kind.DOCUMENT);
        subjects(facts, Fact.LOOK_ALIKES, counted, one -> one.kind() == DuplicateView.Kind.LOOK_ALIKE);
    }

    private static boolean isBill(DuplicateView duplicate) {
        return duplicate.kind() == DuplicateView.Kind.BILL;
    }

    private static void subjects(
            Map<Fact, Integer> facts, Fact fact, List<DuplicateView> found, Predicate<DuplicateView> which) {
        put(
                facts,
                fact,
                found.stream()
                        .filter(which)
                        .map(DuplicateView::subjectId)
                        .distinct()
                        .count());
    }

    private boolean documents(ApplicationView application, Map<Fact, Integer> facts) {
        List<StoredDocument> all = documents.of(new DocumentOwner(Applications.DOCUMENT_OWNER, application.id()));
        List<Reading> read = readings.of(all.stream().map(StoredDocument::id).toList());
        put(facts, Fact.DOCUMENTS, all.size());
        put(
                facts,
                Fact.POOR_DOCUMENTS,
                read.stream()
                        .filter(one -> one.state() == Reading.State.UNREADABLE
                                || !one.defects().isEmpty())
                        .count());
        List<ReadPaper> ofPapers = papers.of(application);
        put(
                facts,
                Fact.DIFFERENCES,
                photos.differences(application).size()
                        + ofPapers.stream()
                                .mapToLong(paper -> paper.differences().size())
                                .sum());
        put(facts, Fact.UNPROVED_LINES, photos.unproved(application).size());
        long readAtAll =
                read.stream().filter(one -> one.state() == Reading.State.READ).count();
        long doubtful = ofPapers.stream()
                .filter(paper -> paper.reading().state() == Reading.State.READ && !paper.certain())
                .count();
        put(facts, Fact.UNPROVED_PAPERS, all.size() - readAtAll + doubtful);
        return all.stream().noneMatch(document -> document.safety() == Safety.WAITING)
                && read.stream().noneMatch(Reading::waits);
    }

    private void amounts(ApplicationView application, Map<Fact, Integer> facts) {
        List<LineView> lines = application.lines();
        put(facts, Fact.LINES, lines.size());
        boolean round = application.claimed().amount().compareTo(SMALL) >= 0
                && lines.stream()
                        .allMatch(
                                line -> line.claimed().amount().remainder(ROUND).signum() == 0);
        put(facts, Fact.ROUND_LINES, round ? lines.size() : 0);
        usual.ofScheme(application.schemeCode())
                .ifPresent(middle -> percent(
                        facts, Fact.PERCENT_OF_SCHEME, application.claimed().amount(), middle));
        List<VendorFigure> figures = vendors.of(application.id());
        put(
                facts,
                Fact.NEW_VENDORS,
                figures.stream().filter(figure -> figure.grantedBefore() == 0).count());
        for (VendorFigure figure : figures) {
            Money middle = figure.usual();
            if (middle != null && figure.grantedBefore() >= FEWEST_OF_VENDOR) {
                percent(facts, Fact.PERCENT_OF_VENDOR, figure.claimed().amount(), middle.amount());
            }
        }
        for (Balance balance : applications.grounds(application.id(), SYSTEM).balances()) {
            Money left = balance.left();
            if (left != null && left.isPositive()) {
                percent(facts, Fact.PERCENT_OF_LIMIT, application.payable().amount(), left.amount());
            }
        }
    }

    private void member(ApplicationView application, Map<Fact, Integer> facts) {
        Instant submittedAt = Objects.requireNonNull(application.submittedAt());
        UsualClaims.Lately lately = usual.lately(application.id(), application.memberId(), submittedAt, LATELY, YEAR);
        put(facts, Fact.CLAIMS_LATELY, lately.claims());
        put(facts, Fact.REJECTED_LATELY, lately.rejected());
        UUID account = application.bankAccountId();
        if (account == null) {
            return;
        }
        // an account that the HR system brought says nothing by its age
        people.bankAccounts(application.memberId()).stream()
                .filter(one -> one.id().equals(account) && one.byMember())
                .findFirst()
                .ifPresent(one ->
                        put(facts, Fact.ACCOUNT_DAYS, Math.max(0, ChronoUnit.DAYS.between(one.since(), submittedAt))));
        put(
                facts,
                Fact.ACCOUNT_SHARED,
                people.sharedAccounts(List.of(account)).getOrDefault(account, List.of()).stream()
                        .filter(number -> !number.equals(application.employeeNumber())
                                && !people.related(application.memberId(), number))
                        .count());
    }

    private void days(ApplicationView application, Map<Fact, Integer> facts) {
        LocalDate day = IndiaTime.dateOf(Objects.requireNonNull(application.submittedAt()));
        SchemeDefinition.Window window =
                schemes.version(application.schemeVersionId()).definition().window();
        if (window != null) {
            put(facts, Fact.WINDOW_DAYS_LEFT, ChronoUnit.DAYS.between(day, window.closing(day)));
        }
        application.lines().stream()
                .map(LineView::billDate)
                .min(LocalDate::compareTo)
                .ifPresent(
                        oldest -> put(facts, Fact.OLDEST_BILL_DAYS, Math.max(0, ChronoUnit.DAYS.between(oldest, day))));
    }

    /** The highest one counts. */
    private static void percent(Map<Fact, Integer> facts, Fact fact, BigDecimal part, BigDecimal whole) {
        if (whole.signum() > 0) {
            int percent = part.multiply(HUNDRED)
                    .divide(whole, 0, RoundingMode.HALF_UP)
                    .min(BigDecimal.valueOf(MOST))
                    .intValue();
            facts.merge(fact, percent, Math::max);
        }
    }

    private static void put(Map<Fact, Integer> facts, Fact fact, long value) {
        facts.put(fact, (int) Math.min(value, MOST));
    }
}
