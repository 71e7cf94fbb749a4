package org.ltet.portal.operations;

/**
 * Something that each node keeps in memory while the database may change. A bean of this kind is told of changes that
 * any node made: the database sends them over a channel at the end of the transaction.
 */
public interface KeptInMemory {

    /** The channel of PostgreSQL on which changes are told, as in {@code pg_notify('identity_account', …)}. */
    String channel();

    /** @param what as the database said it, often the id of what changed */
    void changed(String what);

    /** The connection to the database was new or broken: anything may have changed. */
    void anythingMayHaveChanged();
}
