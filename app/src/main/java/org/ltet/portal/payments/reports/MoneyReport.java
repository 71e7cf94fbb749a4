package org.ltet.portal.payments.reports;

import org.ltet.portal.identity.User;

/** A report that can be written line by line into a file. */
interface MoneyReport<Q extends ReportQuery> {

    /** Refuses whoever may not read it. */
    void demand(User user);

    /** Within one snapshot of the database, so that the totals are those of the lines. */
    void write(Q query, User user, ReportSink sink);
}
