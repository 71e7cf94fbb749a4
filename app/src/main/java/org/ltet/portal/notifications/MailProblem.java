package org.ltet.portal.notifications;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.MailSendException;

/**
 * What a failure to send means: a 5xx answer is final, everything else (no connection, 4xx, time-out, wrong sign-in
 * at the mail server) passes.
 *
 * @param lasting trying again will not help
 * @param addressIsDead the server knows no such mailbox
 */
record MailProblem(String text, boolean lasting, boolean addressIsDead) {

    private static final int PERMANENT = 500;

    static MailProblem of(MailException failure) {
        if (failure instanceof MailParseException || failure instanceof MailPreparationException) {
            return new MailProblem(String.valueOf(failure.getMessage()), true, false);
        }
        if (failure instanceof MailSendException send) {
            for (Exception cause : send.getMessageExceptions()) {
                MailProblem found = inChain(cause);
                if (found != null) {
                    return found;
                }
            }
        }
        return new MailProblem(String.valueOf(failure.getMessage()), false, false);
    }

    /** Mail exceptions are chained by their own method; the answer about the address stands behind the general one. */
    private static @Nullable MailProblem inChain(@Nullable Exception first) {
        MailProblem found = null;
        Exception current = first;
        while (current instanceof MessagingException failure) {
            if (failure instanceof SMTPAddressFailedException address) {
                return new MailProblem(
                        String.valueOf(address.getMessage()),
                        address.getReturnCode() >= PERMANENT,
                        address.getReturnCode() >= PERMANENT);
            }
            if (failure instanceof SMTPSendFailedException refused) {
                found = new MailProblem(
                        String.valueOf(refused.getMessage()), refused.getReturnCode() >= PERMANENT, false);
            }
            current = failure.getNextException();
        }
        return found;
    }
}
