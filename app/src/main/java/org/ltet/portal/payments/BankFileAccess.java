package org.ltet.portal.payments;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.ltet.portal.documents.spi.DocumentAccess;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.User;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may open the bank's files: those of our batches, and the originals of what the bank sent. */
@Configuration(proxyBeanMethods = false)
class BankFileAccess {

    static final String BATCH = "batch";
    static final String STATEMENT = "bank-statement";

    @Bean
    DocumentAccess batchFileAccess(PaymentsGuard guard) {
        return new Guarded(BATCH, (user, batch) -> guard.mayOpenFilesOf(batch, user));
    }

    @Bean
    DocumentAccess bankStatementAccess(PaymentsGuard guard) {
        return new Guarded(STATEMENT, (user, file) -> guard.worksForWholeTrust(user));
    }

    private record Guarded(String ownerKind, BiPredicate<User, UUID> rule) implements DocumentAccess {

        /** They name the accounts of everybody who is paid. */
        @Override
        public Optional<ApiScope> unmasksUnder() {
            return Optional.of(ApiScope.NUMBERS_REVEAL);
        }

        @Override
        public boolean mayRead(User user, UUID ownerId) {
            return rule.test(user, ownerId);
        }
    }
}
