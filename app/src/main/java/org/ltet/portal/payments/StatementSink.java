package org.ltet.portal.payments;

/** Takes what a bank file holds, in the order of the file; what it throws ends the reading. */
interface StatementSink {

    /** Called first, once. */
    void message(StatementMessage message) throws UnreadableFile;

    /** Called for every account the file speaks about, before its entries. */
    void account(String number) throws UnreadableFile;

    /** Called when the file names the bank that holds the account: an IFSC or the bank's code. */
    void bank(String code) throws UnreadableFile;

    /** Called when a status report names the file it answers, before its entries. */
    void answers(String originalMessageId) throws UnreadableFile;

    void entry(BankEntry entry) throws UnreadableFile;
}
