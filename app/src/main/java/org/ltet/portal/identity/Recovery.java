package org.ltet.portal.identity;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ltet.portal.identity.spi.Contact;
import org.ltet.portal.operations.Settings;
import org.ltet.portal.operations.Throttle;
import org.ltet.portal.shared.Ids;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gets a person in who has no password yet, forgot it, or is locked out, by a one-time code to the mobile and e-mail
 * known of them (ACC-1, ACC-2, ACC-3). To somebody who only asks, it answers for every name alike and after the same
 * work: whether a name is anybody's is looked up later, by the job that sends the code.
 */
@Component
public class Recovery {

    private static final int LONGEST_NAME = 200;
    private static final byte[] NO_HASH = new byte[32];

    private final CodeRequests requests;
    private final CodeHash hash;
    private final Reachable reachable;
    private final Accounts accounts;
    private final PasswordChanges passwords;
    private final Throttle throttle;
    private final SignInSettings rates;
    private final Settings settings;
    private final SchedulerClient jobs;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Recovery(
            CodeRequests requests,
            CodeHash hash,
            Reachable reachable,
            Accounts accounts,
            PasswordChanges passwords,
            Throttle throttle,
            SignInSettings rates,
            Settings settings,
            SchedulerClient jobs,
            TransactionTemplate transactions,
            Clock clock) {
        this.requests = requests;
        this.hash = hash;
        this.reachable = reachable;
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.rates = rates;
        this.settings = settings;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asks for a code.
     *
     * @param address from where it is asked
     * @return the id under which the code can be given back
     * @throws Refused when it is asked too often for this name or from this address
     */
    @Transactional
    public UUID request(String name, CodePurpose purpose, Locale language, String address) {
        String typed = name.strip();
        if (typed.isEmpty() || typed.length() > LONGEST_NAME) {
            throw Refused.invalidField("name", "identity.nameMissing");
        }
        throttle.admit(rates.codesPerAddress(), address);
        throttle.admit(rates.codesPerName(), typed.toLowerCase(Locale.ROOT));
        UUID id = Ids.next();
        requests.insert(id, typed, purpose, language, settings.duration(SignInSettings.CODE_LIFETIME));
        jobs.scheduleIfNotExists(CodeJobs.CodeJob.TASK
                .instance(id.toString())
                .data(new CodeJobs.CodeJob(id))
                .scheduledTo(clock.instant()));
        return id;
    }

    /**
     * Takes a code, once.
     *
     * @return the employee number of the person who holds it
     * @throws Refused identity.codeWrong when it is wrong, used, too old, or was tried too often
     */
    public String redeem(UUID requestId, CodePurpose purpose, String code) {
        String number = holder(requestId, purpose, code);
        transactions.executeWithoutResult(status -> use(requestId, number));
        return number;
    }

    /** Takes the code and sets the password in one step; a password that is refused leaves the code unused. */
    public void setPassword(UUID requestId, String code, String password) {
        String number = holder(requestId, CodePurpose.PASSWORD, code);
        transactions.executeWithoutResult(status -> {
            use(requestId, number);
            setPassword(number, password);
        });
    }

    private String holder(UUID requestId, CodePurpose purpose, String code) {
        CodeRequests.Tried tried = requests.countTry(requestId, purpose).orElse(null);
        byte[] sent = tried == null ? null : tried.codeHash();
        boolean right = MessageDigest.isEqual(sent == null ? NO_HASH : sent, hash.of(requestId, digits(code)));
        String number = tried == null ? null : tried.employeeNumber();
        if (!right || number == null) {
            throw Refused.invalidField("code", "identity.codeWrong");
        }
        return number;
    }

    private void use(UUID requestId, String number) {
        if (!requests.use(requestId, number)) {
            throw Refused.invalidField("code", "identity.codeWrong");
        }
    }

    /**
     * Sets the password of one who has proven to be that person, and opens the account where there is none. A lock ends
     * and everybody who is signed in to the account is signed out.
     *
     * @throws Refused when the policy does not allow the password
     */
    @Transactional
    public void setPassword(String employeeNumber, String password) {
        UUID account =
                accounts.byEmployeeNumber(employeeNumber).map(AccountView::id).orElseGet(() -> open(employeeNumber));
        passwords.setAfterProof(account, password);
        accounts.unlock(account);
    }

    /** Ends the lock of one who has proven to be that person; one without an account has nothing to unlock. */
    @Transactional
    public void unlock(String employeeNumber) {
        accounts.byEmployeeNumber(employeeNumber).ifPresent(account -> accounts.unlock(account.id()));
    }

    private UUID open(String employeeNumber) {
        Optional<Contact> contact = reachable.find(employeeNumber);
        return contact.map(member -> accounts.open(new NewAccount(
                        member.employeeNumber(), member.name(), null, null, Accounts.everywhere(Role.MEMBER))))
                .orElseThrow(() -> Refused.notFound("account"));
    }

    /** People copy codes with blanks and hyphens. */
    private static String digits(String typed) {
        return typed.replaceAll("[\\s-]", "");
    }
}
