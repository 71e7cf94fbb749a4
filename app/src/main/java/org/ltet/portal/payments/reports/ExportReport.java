package org.ltet.portal.payments.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.ltet.portal.documents.Pdf;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.Debtor;
import org.ltet.portal.shared.Audited;
import org.ltet.portal.web.Templates;
import org.ltet.portal.web.Words;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a report out of the portal as a file (PAY-8): line by line, from one snapshot, and on record. */
@Component
public class ExportReport {

    private final DayBook dayBook;
    private final Utilisation utilisation;
    private final Ageing ageing;
    private final BankReconciliation reconciliation;
    private final TaxExtract taxExtract;
    private final Templates templates;
    private final Pdf pdf;
    private final Debtor debtor;
    private final Snapshot snapshot;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExportReport(
            DayBook dayBook,
            Utilisation utilisation,
            Ageing ageing,
            BankReconciliation reconciliation,
            TaxExtract taxExtract,
            Templates templates,
            Pdf pdf,
            Debtor debtor,
            Snapshot snapshot,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.dayBook = dayBook;
        this.utilisation = utilisation;
        this.ageing = ageing;
        this.reconciliation = reconciliation;
        this.taxExtract = taxExtract;
        this.templates = templates;
        this.pdf = pdf;
        this.debtor = debtor;
        this.snapshot = snapshot;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Nothing is opened for whoever may not read the report, or when it does not fit into such a file. */
    public void export(ReportQuery query, ReportFormat format, User user, Words words, ReportFile file)
            throws IOException {
        switch (query) {
            case ReportQuery.DayBook chosen -> write(dayBook, chosen, format, user, words, file);
            case ReportQuery.Utilisation chosen -> write(utilisation, chosen, format, user, words, file);
            case ReportQuery.Ageing chosen -> write(ageing, chosen, format, user, words, file);
            case ReportQuery.Tax chosen -> write(taxExtract, chosen, format, user, words, file);
            case ReportQuery.Reconciliation chosen -> write(reconciliation, chosen, format, user, words, file);
        }
    }

    private <Q extends ReportQuery> void write(
            MoneyReport<Q> report, Q query, ReportFormat format, User user, Words words, ReportFile file)
            throws IOException {
        report.demand(user);
        ReportWords shown = new ReportWords(words, debtor, clock.instant(), user.employeeNumber());
        ReportSink sink = switch (format) {
            case CSV -> new CsvReport(file);
            case XLSX -> new ExcelReport(shown, file);
            case PDF -> new PdfReport(shown, templates, pdf, file);
        };
        transaction.executeWithoutResult(status -> events.publishEvent(taken(query, format)));
        try {
            snapshot.run(() -> report.write(query, user, sink));
            sink.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Audited taken(ReportQuery query, ReportFormat format) {
        Audited taken = Audited.of("moneyReport.exported", "moneyReport", query.slug())
                .changed("format", null, format.ending());
        for (var choice : query.choices().entrySet()) {
            taken = taken.changed(choice.getKey(), null, choice.getValue());
        }
        return taken;
    }
}
