package org.ltet.simulators;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says what runs here and where to look. */
@RestController
final class IndexPage {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Simulators</title></head><body>
            <h1>Simulators</h1>
            <p>Stand-ins for the systems around the portal. Nothing here is real: no person, no payment, no message.</p>
            <ul>
            <li>HR system: <code>/hrms/odata/v2/PerPerson</code>, <code>FOCompany</code>, <code>FOLocation</code>;
              <a href="/hrms/admin">state</a></li>
            <li>Bank, host to host: <code>PUT /bank/h2h/inbox/{name}</code>, <code>/bank/h2h/outbox</code>;
              <a href="/bank/admin/files">files received</a></li>
            <li>Payout gateway: <code>/gateway/v1/payouts</code>, <code>/gateway/v1/fund_accounts/validations</code>;
              <a href="/gateway/admin/payouts">payouts</a></li>
            <li>SAP: <code>/sap/opu/journal-entries</code>; <a href="/sap/admin/journal-entries">entries</a></li>
            <li>SMS: <code>/sms/v1/messages</code>; <a href="/sms/admin/messages">messages</a></li>
            <li>Mail by SMTP: <a href="/mailbox">mailbox</a></li>
            <li><a href="/authenticator">Authenticator</a>: the codes of the demonstration accounts now</li>
            <li><a href="/faults">Faults</a> that are set</li>
            </ul></body></html>
            """;

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        return PAGE;
    }
}
