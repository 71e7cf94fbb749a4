package org.ltet.portal.payments;

import java.time.Clock;
import java.util.UUID;
import org.ltet.portal.applications.ApplicationApproved;
import org.ltet.portal.applications.ApplicationState;
import org.ltet.portal.applications.ApplicationView;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.ApprovedDecisions;
import org.ltet.portal.applications.Finance;
import org.ltet.portal.applications.ToBePaid;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.Member;
import org.ltet.portal.people.PayeeAccount;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.shared.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/**
 * Makes the voucher of a sanctioned application. The event may come more than once, and late: what counts is how the
 * application stands now, and that it has no live voucher yet. Voucher and application move in one transaction, so a
 * kill in between leaves neither.
 */
@Component
class PrepareVouchers {

    private static final Logger LOG = LoggerFactory.getLogger(PrepareVouchers.class);
    private static final User JOB = User.system("vouchers");

    private final VoucherRows rows;
    private final VoucherChanges changes;
    private final Numbers numbers;
    private final Moves moves;
    private final Applications applications;
    private final ApprovedDecisions approvals;
    private final Finance finance;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PrepareVouchers(
            VoucherRows rows,
            VoucherChanges changes,
            Numbers numbers,
            Moves moves,
            Applications applications,
            ApprovedDecisions approvals,
            Finance finance,
            People people,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.changes = changes;
        this.numbers = numbers;
        this.moves = moves;
        this.applications = applications;
        this.approvals = approvals;
        this.finance = finance;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    @ApplicationModuleListener
    void prepare(ApplicationApproved approved) {
        ApplicationView application = applications.get(approved.applicationId(), JOB);
        Money sanctioned = application.sanctioned();
        if (application.state() != ApplicationState.APPROVED
                || sanctioned == null
                || hasLiveVoucher(application.id())) {
            LOG.info("No voucher for {}: it is {}", approved.number(), application.state());
            return;
        }
        Member member = people.byId(approved.memberId());
        PayeeAccount payee = people.payee(approved.bankAccountId());
        if (!approvals.mayBePaid(
                new ToBePaid(approved.applicationId(), sanctioned, payee.ifsc(), payee.number(), false))) {
            LOG.error("No voucher for {}: it is not what was approved", approved.number());
            return;
        }
        UUID id = Ids.next();
        String number = numbers.nextVoucher(IndiaTime.today(clock));
        NewVoucher voucher = new NewVoucher(
                id,
                number,
                approved.applicationId(),
                approved.number(),
                approved.schemeCode(),
                approved.ic(),
                approved.region(),
                approved.memberId(),
                approved.employeeNumber(),
                member.name(),
                sanctioned);
        if (!changes.insert(voucher, payee)) {
            throw new IllegalStateException("Another node prepares the voucher of " + approved.number());
        }
        moves.record(Actor.of(JOB), new Moves.Made("VOUCHER", id, null, VoucherState.PREPARED.name(), null, null));
        finance.startFinance(approved.applicationId(), number, JOB);
        events.publishEvent(Audited.of("voucher.prepared", "voucher", id)
                .inApplication(approved.applicationId(), approved.schemeCode())
                .changed("number", null, number)
                .changed("amount", null, sanctioned));
    }

    private boolean hasLiveVoucher(UUID applicationId) {
        return rows.ofApplication(applicationId).stream().anyMatch(voucher -> switch (voucher.state()) {
            case PREPARED, VERIFIED, APPROVED, BATCHED, PAID -> true;
            case RETURNED_TO_SCRUTINY, CANCELLED -> false;
        });
    }
}
