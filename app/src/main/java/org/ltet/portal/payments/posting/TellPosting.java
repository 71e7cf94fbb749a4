package org.ltet.portal.payments.posting;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.payments.posting.PostToBooks.Outcome;
import org.ltet.portal.payments.posting.PostingWork.Due;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.ltet.portal.payments.spi.AccountingSystem.Document;
import org.ltet.portal.payments.spi.AccountingSystem.Journal;
import org.ltet.portal.payments.spi.AccountingSystem.LeftInPeace;
import org.ltet.portal.payments.spi.AccountingSystem.Order;
import org.ltet.portal.payments.spi.AccountingSystem.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Tells one posting. What the other side may have heard of is looked up first, and told again only where nothing is found;
 * what is found is taken for ours only where it is as it was told. Anything else is for a person.
 */
@Component
class TellPosting {

    private static final Logger LOG = LoggerFactory.getLogger(TellPosting.class);

    private final PostingWork work;

    TellPosting(PostingWork work) {
        this.work = work;
    }

    Outcome tell(Due due, AccountingSystem system) throws LeftInPeace {
        String words = due.told();
        if (words == null) {
            words = words(due, system);
            if (!work.keep(due, words)) {
                return Outcome.NOTHING;
            }
        }
        Order order = new Order(due.key(), due.reference(), words, due.reverses());
        if (due.heardOf()) {
            try {
                Optional<Document> held = system.find(order);
                if (held.isPresent()) {
                    return stands(due, held.get());
                }
            } catch (LeftInPeace later) {
                throw later;
            } catch (Refused refusal) {
                return refused(due, refusal.getMessage());
            } catch (IOException notSaid) {
                LOG.warn("Posting {} is not found out about yet: {}", due.reference(), notSaid.getMessage());
                return work.untold(due, String.valueOf(notSaid.getMessage())) ? Outcome.FAILED : Outcome.NOTHING;
            }
        }
        return told(due, order, system);
    }

    private String words(Due due, AccountingSystem system) {
        return due.reverses() == null
                ? system.words(new Journal(
                        due.reference(), due.subject(), due.day(), due.debit(), due.credit(), work.parts(due)))
                : system.reversalWords(due.day(), "Money came back " + due.reference());
    }

    private Outcome told(Due due, Order order, AccountingSystem system) throws LeftInPeace {
        try {
            return stands(due, system.tell(order));
        } catch (LeftInPeace later) {
            throw later;
        } catch (Refused refusal) {
            return refusal.conflict() ? heldAlready(due, order, refusal, system) : refused(due, refusal.getMessage());
        } catch (IOException unknown) {
            return unknown(due, unknown);
        }
    }

    /** It holds something under our key, or is at it still: where nothing is found, only later shows which. */
    private Outcome heldAlready(Due due, Order order, Refused conflict, AccountingSystem system) {
        try {
            Optional<Document> held = system.find(order);
            return held.isPresent() ? stands(due, held.get()) : unknown(due, conflict);
        } catch (IOException notSaid) {
            return unknown(due, conflict);
        }
    }

    private Outcome stands(Due due, Document document) {
        if (document.difference() != null) {
            return refused(due, "Document " + document.id() + " differs: " + document.difference());
        }
        try {
            return work.posted(due, document.id()) ? Outcome.POSTED : Outcome.NOTHING;
        } catch (DuplicateKeyException another) {
            return refused(due, "Document " + document.id() + " stands for another posting already");
        }
    }

    private Outcome refused(Due due, @Nullable String reason) {
        LOG.warn("Posting {} needs a person: {}", due.reference(), reason);
        return work.refused(due, String.valueOf(reason)) ? Outcome.REFUSED : Outcome.NOTHING;
    }

    private Outcome unknown(Due due, IOException unknown) {
        LOG.warn("Posting {} is not confirmed yet: {}", due.reference(), unknown.getMessage());
        return work.unknown(due, String.valueOf(unknown.getMessage())) ? Outcome.FAILED : Outcome.NOTHING;
    }
}
