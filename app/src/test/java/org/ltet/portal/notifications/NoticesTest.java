package org.ltet.portal.notifications;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ltet.portal.applications.ApplicationAmountChanged;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationDisbursed;
import org.ltet.portal.applications.ApplicationEvent;
import org.ltet.portal.applications.ApplicationForwarded;
import org.ltet.portal.applications.ApplicationLapsed;
import org.ltet.portal.applications.ApplicationRejected;
import org.ltet.portal.applications.ApplicationResubmitted;
import org.ltet.portal.applications.ApplicationReturnedToScrutiny;
import org.ltet.portal.applications.ApplicationSentBack;
import org.ltet.portal.applications.ApplicationSubmitted;
import org.ltet.portal.applications.ApplicationTaken;
import org.ltet.portal.applications.ApplicationUnderFinance;
import org.ltet.portal.applications.ApplicationWithdrawn;
import org.ltet.portal.applications.ReviewLevel;
import org.ltet.portal.attack.Markup;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.PaymentCameBack;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Money;
import org.ltet.portal.testing.PortalTest;
import org.ltet.portal.testing.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** Events as applications publish them, a real mail server over SMTP, the real job scheduler. */
@PortalTest
@DisplayName("Notices and e-mails (NOT-1, NOT-2, NOT-4)")
class NoticesTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(41_000_000);
    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationNotices applicationNotices;

    @Autowired
    Inbox inbox;

    @Autowired
    SendEmail sendEmail;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    Scheduler scheduler;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    private GreenMail mailServer = new GreenMail();
    private int usualPort;
    private String person = "";
    private String address = "";
    private final UUID application = Ids.next();
    private final String number = "LTET/2026-27/S13/" + application.toString().substring(30);

    @BeforeEach
    void startMailServer() {
        clock.reset();
        usualPort = sender.getPort();
        mailServer = startOn(0);
        sender.setPort(mailServer.getSmtp().getPort());
        person = Integer.toString(NUMBERS.incrementAndGet());
        address = "member" + person + "@example.in";
        member(person, "Ramesh Patil", address);
    }

    @AfterEach
    void stopMailServer() {
        mailServer.stop();
        sender.setPort(usualPort);
    }

    private static GreenMail startOn(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private void member(String employeeNumber, String name, String email) {
        jdbc.sql("""
                insert into people.member (employee_number, name, status, ic, ic_name, region, location, department,
                    grade, salary_band, birth_date, joining_date, hrms_email, hrms_mobile, hrms_line, hrms_city,
                    hrms_state, hrms_pin, fingerprint)
                values (:number, :name, 'SERVING', 'HEAV', 'Heavy', 'WEST', 'Hazira', 'Works', 'W', 'B2',
                    date '1980-01-01', date '2005-01-01', :email, '9876543210', '1 Road', 'Surat', 'Gujarat', '394270',
                    sha256('x'))
                """)
                .param("number", employeeNumber)
                .param("name", name)
                .param("email", email)
                .update();
    }

    @Test
    void aSubmittedApplicationIsToldInTheInboxAndByEmail() throws Exception {
        tell(submitted());

        awaitStatus("SENT");
        NoticeView notice = notices().getFirst();
        assertThat(notice.title()).isEqualTo("We received application " + number);
        assertThat(notice.text()).contains("₹31,200");
        assertThat(notice.next()).contains("scrutiny officer");
        assertThat(notice.link()).isEqualTo("/applications/" + application);
        assertThat(notice.read()).isFalse();
        MimeMessage mail = mails().getFirst();
        assertThat(mail.getSubject()).isEqualTo(notice.title());
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(part(mail, 0))
                .contains("Dear Ramesh Patil,", "₹31,200", "/inbox/" + notice.id())
                .contains("scrutiny officer");
        assertThat(part(mail, 1)).contains("<html lang=\"en\">", "₹31,200");
    }

    @Test
    void everyStepThatMattersToTheMemberIsTold() {
        Instant at = clock.instant();
        List<ApplicationEvent> steps = List.of(
                submitted(),
                new ApplicationTaken(application, number, person, "S13", "10000011", at.plusSeconds(1)),
                sentBack(at.plusSeconds(2)),
                new ApplicationResubmitted(
                        application,
                        number,
                        person,
                        "S13",
                        ReviewLevel.SCRUTINY,
                        Money.of(40_000),
                        Money.of(31_200),
                        at.plusSeconds(3)),
                new ApplicationForwarded(
                        application,
                        number,
                        person,
                        "S13",
                        ReviewLevel.SCRUTINY,
                        ReviewLevel.SUB_PANEL,
                        "10000011",
                        Money.of(31_200),
                        at.plusSeconds(4)),
                new ApplicationAmountChanged(
                        application,
                        number,
                        person,
                        "S13",
                        ReviewLevel.SUB_PANEL,
                        "10000013",
                        Money.of(30_000),
                        at.plusSeconds(5)),
                approved(at.plusSeconds(6)),
                new ApplicationUnderFinance(application, number, person, "S13", "V/2026-27/000007", at.plusSeconds(7)),
                new ApplicationReturnedToScrutiny(
                        application,
                        number,
                        person,
                        "S13",
                        "10000015",
                        "AMOUNT",
                        "check",
                        Money.of(31_200),
                        at.plusSeconds(8)),
                new ApplicationDisbursed(
                        application,
                        number,
                        person,
                        "S13",
                        Money.of("31200.00"),
                        "UTR123",
                        LocalDate.of(2026, 11, 25),
                        at.plusSeconds(9)),
                new ApplicationRejected(
                        application,
                        number,
                        person,
                        "S13",
                        ReviewLevel.SCRUTINY,
                        "10000011",
                        "OTHER",
                        "see",
                        at.plusSeconds(10)),
                new ApplicationWithdrawn(application, number, person, "S13", at.plusSeconds(11)),
                new ApplicationLapsed(application, number, person, "S13", at.plusSeconds(12)));

        steps.forEach(this::tell);

        eventually(() -> assertThat(notices()).hasSize(12));
        assertThat(notices().reversed().stream().map(NoticeView::kind))
                .containsExactly(
                        NoticeKind.SUBMITTED,
                        NoticeKind.TAKEN,
                        NoticeKind.SENT_BACK,
                        NoticeKind.RESUBMITTED,
                        NoticeKind.FORWARDED,
                        NoticeKind.APPROVED,
                        NoticeKind.UNDER_FINANCE,
                        NoticeKind.RETURNED_TO_SCRUTINY,
                        NoticeKind.DISBURSED,
                        NoticeKind.REJECTED,
                        NoticeKind.WITHDRAWN,
                        NoticeKind.LAPSED);
        assertThat(notices())
                .allSatisfy(notice -> assertThat(notice.title() + notice.text() + notice.next())
                        .as(notice.kind().name())
                        .contains(number)
                        .doesNotContain("{")
                        .doesNotContain("null"));
        NoticeView paid = notices().stream()
                .filter(notice -> notice.kind() == NoticeKind.DISBURSED)
                .findFirst()
                .orElseThrow();
        assertThat(paid.text()).contains("₹31,200", "25 Nov 2026", "UTR123");
    }

    @Test
    void aSentBackApplicationSaysUntilWhenAndWhatTheReviewerWroteStaysInThePortal() throws Exception {
        tell(sentBack(clock.instant()));

        awaitStatus("SENT");
        NoticeView notice = notices().getFirst();
        assertThat(notice.asks()).isTrue();
        assertThat(notice.next()).contains("23 May 2027");
        assertThat(notice.comment()).isEqualTo("The discharge summary of the kidney operation is missing");
        assertThat(GreenMailUtil.getWholeMessage(mails().getFirst())).doesNotContain("kidney");
        assertThat(part(mails().getFirst(), 0)).doesNotContain("kidney");
    }

    @Test
    void theSameEventDeliveredAgainMakesNoSecondNoticeAndNoSecondEmail() {
        ApplicationEvent event = submitted();

        tell(event);
        tell(event);
        awaitStatus("SENT");
        tell(event);
        tell(approved(clock.instant()));

        eventually(() -> assertThat(mails()).hasSize(2));
        assertThat(notices()).hasSize(2);
        assertThat(statuses()).containsExactly("SENT", "SENT");
    }

    @Test
    void anEmailThatWasSentIsNotSentAgainWhenItsJobRunsOnceMore() {
        tell(submitted());
        awaitStatus("SENT");

        assertThat(sendEmail.attempt(deliveryId())).isEmpty();

        assertThat(mails()).hasSize(1);
    }

    @Test
    void nothingIsLostWhileTheMailServerIsDown() throws Exception {
        int port = mailServer.getSmtp().getPort();
        mailServer.stop();
        tell(submitted());
        tell(approved(clock.instant()));
        eventually(() -> assertThat(attempts()).hasSize(2).allMatch(tried -> tried >= 1));
        assertThat(statuses()).containsOnly("QUEUED");
        assertThat(notices()).as("the inbox does not wait for the mail server").hasSize(2);

        clock.advance(Duration.ofSeconds(31));
        eventually(() -> assertThat(attempts()).allMatch(tried -> tried >= 2));
        mailServer = startOn(port);
        clock.advance(Duration.ofSeconds(61));

        eventually(() -> assertThat(statuses()).containsOnly("SENT"));
        assertThat(mails()).hasSize(2);
    }

    @Test
    void waitsLongerAfterEachFailureButNeverTooLong() {
        NotificationProperties properties = new NotificationProperties(
                "a@b.in",
                java.net.URI.create("http://localhost"),
                Duration.ofSeconds(30),
                Duration.ofMinutes(30),
                Duration.ofDays(7));

        assertThat(List.of(1, 2, 3, 7, 8, 1_000).stream().map(properties::waitAfter))
                .containsExactly(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(120),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(30));
    }

    @Test
    void anEmailIsGivenUpAfterAWeekAndTheNoticeStays() throws Exception {
        sender.setPort(closedPort());
        tell(submitted());
        eventually(() -> assertThat(attempts()).isNotEmpty().allMatch(tried -> tried >= 1));

        jdbc.sql("update notifications.delivery set created_at = created_at - interval '8 days' where id = :id")
                .param("id", deliveryId())
                .update();
        clock.advance(Duration.ofSeconds(31));

        awaitStatus("FAILED");
        assertThat(notices()).hasSize(1);
    }

    @Test
    void anAddressThatTheServerDoesNotKnowIsNotTriedAgain() throws Exception {
        try (RefusingMailServer refusing = new RefusingMailServer("550 5.1.1 no such mailbox")) {
            sender.setPort(refusing.port());
            tell(submitted());
            awaitStatus("FAILED");

            tell(approved(clock.instant()));

            eventually(() -> assertThat(statuses()).containsExactly("FAILED", "SUPPRESSED"));
            assertThat(refusing.askedFor(address)).isEqualTo(1);
        }
    }

    @Test
    void aRefusalForTheTimeBeingIsTriedAgain() throws Exception {
        try (RefusingMailServer refusing = new RefusingMailServer("451 4.7.1 try again later")) {
            sender.setPort(refusing.port());
            tell(submitted());
            eventually(() -> assertThat(attempts()).allMatch(tried -> tried >= 1));
            assertThat(statuses()).containsExactly("QUEUED");
        }
        sender.setPort(mailServer.getSmtp().getPort());

        clock.advance(Duration.ofSeconds(31));

        awaitStatus("SENT");
    }

    @Test
    void whoHasNoAddressGetsTheNoticeAllTheSame() {
        person = Integer.toString(NUMBERS.incrementAndGet());
        member(person, "Lakshmi Iyer", "");

        tell(submitted());

        awaitStatus("SUPPRESSED");
        assertThat(notices()).hasSize(1);
    }

    @Test
    void aNameOrAddressCannotAddHeadersOrRecipients() throws Exception {
        person = Integer.toString(NUMBERS.incrementAndGet());
        address = "mallory" + person + "@example.in";
        member(person, "Mallory\r\nBcc: evil@example.in", address);
        tell(submitted());
        awaitStatus("SENT");
        assertThat(mails().getFirst().getAllRecipients()).hasSize(1);
        assertThat(mails().getFirst().getHeader("Bcc")).isNull();
        assertThat(part(mails().getFirst(), 0)).contains("Dear Mallory Bcc: evil@example.in,");

        person = Integer.toString(NUMBERS.incrementAndGet());
        member(person, "Mallory", "x@example.in\r\nBcc: evil@example.in");
        tell(submitted());
        awaitStatus("FAILED");
        assertThat(Arrays.stream(mailServer.getReceivedMessages()).filter(mail -> isTo(mail, "evil@example.in")))
                .isEmpty();
    }

    @Test
    void whatIsWrittenIntoNamesAndReferencesIsTextInAnEmailToo() throws Exception {
        String script =
                "\"'><script>xssprobe()</script><img src=x onerror=xssprobe()><a href=javascript:xssprobe()>x</a>";
        person = Integer.toString(NUMBERS.incrementAndGet());
        address = "mallory" + person + "@example.in";
        member(person, script, address);

        tell(new ApplicationUnderFinance(application, number + script, person, "S13", script, clock.instant()));

        awaitStatus("SENT");
        MimeMessage mail = mails().getFirst();
        assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).getContentType())
                .startsWith("text/plain");
        assertThat(((MimeMultipart) mail.getContent()).getBodyPart(1).getContentType())
                .startsWith("text/html");
        String html = part(mail, 1);
        assertThat(html).contains("&lt;script&gt;xssprobe()");
        assertThat(Markup.dangers(html, "xssprobe")).isEmpty();
        assertThat(html.split("<a ")).as("one link, the portal's own").hasSize(2);
    }

    @Test
    void eachPersonIsWrittenToInTheirLanguage() throws Exception {
        inbox.setLanguage(user(), "hi");

        tell(submitted());

        awaitStatus("SENT");
        assertThat(mails().getFirst().getSubject()).isEqualTo("हमें आवेदन " + number + " मिल गया");
        assertThat(part(mails().getFirst(), 0)).contains("प्रिय Ramesh Patil", "₹31,200");
    }

    @Test
    void aPaymentThatCameBackIsToldOnceItsTransactionIsKeptAndNotWhenItIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            events.publishEvent(cameBack(false));
            status.setRollbackOnly();
        });
        PaymentCameBack event = cameBack(true);
        for (int delivery = 0; delivery < 2; delivery++) {
            transaction.executeWithoutResult(status -> events.publishEvent(event));
            awaitStatus("SENT");
            eventually(() -> assertThat(jdbc.sql("""
                            select count(*) from operations.event_publication where serialized_event like :id
                            """)
                            .param("id", "%" + application + "%")
                            .query(Integer.class)
                            .single())
                    .as("deliveries still open")
                    .isZero());
        }

        assertThat(mails()).hasSize(1);
        assertThat(notices()).hasSize(1);
        NoticeView notice = notices().getFirst();
        assertThat(notice.kind()).isEqualTo(NoticeKind.PAYMENT_NEEDS_ACCOUNT);
        assertThat(notice.link()).isEqualTo("/profile");
        assertThat(notice.text()).contains("₹31,200");
        assertThat(notice.asks()).isTrue();
    }

    private PaymentCameBack cameBack(boolean memberCanMend) {
        return new PaymentCameBack(
                Ids.next(),
                application,
                number,
                person,
                "S13",
                "V/2026-27/000007",
                Money.of(31_200),
                "AC04",
                "Account closed",
                memberCanMend);
    }

    private ApplicationSubmitted submitted() {
        return new ApplicationSubmitted(
                application,
                number,
                person,
                "S13",
                Ids.next(),
                Ids.next(),
                "Ramesh Patil",
                "Sunita Patil",
                "HEAV",
                "WEST",
                Money.of(52_000),
                Money.of(31_200),
                clock.instant());
    }

    private ApplicationSentBack sentBack(Instant at) {
        return new ApplicationSentBack(
                application,
                number,
                person,
                "S13",
                ReviewLevel.SCRUTINY,
                "10000011",
                "DOCUMENT_MISSING",
                "The discharge summary of the kidney operation is missing",
                at);
    }

    private ApplicationApproved approved(Instant at) {
        return new ApplicationApproved(
                application,
                number,
                person,
                "S13",
                Ids.next(),
                Ids.next(),
                "HEAV",
                "WEST",
                Money.of(31_200),
                Ids.next(),
                ReviewLevel.SCRUTINY,
                "10000011",
                at);
    }

    /** As the event registry delivers it, for the first time or again; other modules need not know the application. */
    private void tell(ApplicationEvent event) {
        applicationNotices.on(event);
    }

    private User user() {
        return new User(Ids.next(), person, "Ramesh Patil", Map.of());
    }

    private List<NoticeView> notices() {
        return inbox.page(user(), null, 50, Locale.ENGLISH).notices();
    }

    private void awaitStatus(String status) {
        eventually(() -> assertThat(statuses()).containsExactly(status));
    }

    /** The scheduler waits by the clock, which stands still here, so it is woken at each look. */
    private void eventually(ThrowingRunnable assertion) {
        await().atMost(SOON).untilAsserted(() -> {
            scheduler.triggerCheckForDueExecutions();
            assertion.run();
        });
    }

    private List<String> statuses() {
        return jdbc.sql("""
                        select d.status from notifications.delivery d join notifications.notice n on n.id = d.notice_id
                        where n.employee_number = :person order by d.id
                        """).param("person", person).query(String.class).list();
    }

    private List<Integer> attempts() {
        return jdbc.sql("""
                        select d.attempts from notifications.delivery d
                        join notifications.notice n on n.id = d.notice_id where n.employee_number = :person
                        """).param("person", person).query(Integer.class).list();
    }

    private UUID deliveryId() {
        return jdbc.sql("""
                        select d.id from notifications.delivery d join notifications.notice n on n.id = d.notice_id
                        where n.employee_number = :person
                        """).param("person", person).query(UUID.class).single();
    }

    private List<MimeMessage> mails() {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String wanted) {
        try {
            return Arrays.toString(mail.getRecipients(Message.RecipientType.TO)).contains(wanted);
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String part(MimeMessage mail, int index) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        return requireNonNull(parts.getBodyPart(index).getContent()).toString();
    }

    private static int closedPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
