package org.ltet.portal.payments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.ltet.portal.applications.Households;
import org.ltet.portal.identity.User;
import org.ltet.portal.payments.reports.ExportReport;
import org.ltet.portal.payments.reports.ReportFormat;
import org.ltet.portal.payments.reports.ReportQuery;
import org.ltet.portal.shared.Money;
import org.ltet.portal.web.Words;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Money of companies that no other test knows, and reports as files, read back. */
@TestComponent
class Reports {

    private static final AtomicInteger COMPANIES = new AtomicInteger();
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(10_000_000);

    private final PaymentsFixture fixture;
    private final Households households;
    private final ExportReport exportReport;
    private final MessageSource messages;
    private final JdbcClient jdbc;

    Reports(
            PaymentsFixture fixture,
            Households households,
            ExportReport exportReport,
            MessageSource messages,
            JdbcClient jdbc) {
        this.fixture = fixture;
        this.households = households;
        this.exportReport = exportReport;
        this.messages = messages;
        this.jdbc = jdbc;
    }

    String company() {
        return "REP" + COMPANIES.incrementAndGet();
    }

    /** A voucher of a member of the company. */
    VoucherView sanctioned(String company, String amount) {
        Households.Household household = households.serving();
        jdbc.sql("update people.member set ic = ? where id = ?")
                .params(company, household.memberId())
                .update();
        fixture.giveAccount(household.memberId(), "5030" + ACCOUNTS.incrementAndGet() + "11", PaymentsFixture.IFSC);
        return fixture.sanctioned(household, amount);
    }

    /** What the ledger moved into an account less what it moved out, to the end of the day; of one company, or of all. */
    Money balance(String account, LocalDate day, String company) {
        return jdbc.sql("""
                select coalesce(sum(l.credit - l.debit), 0) from payments.ledger_line l
                join payments.fund f on f.id = l.fund_id where l.account = ? and l.day <= ? and (? = '' or f.ic = ?)
                """)
                .params(account, day, company, company)
                .query((row, index) -> Money.of(row.getBigDecimal(1)))
                .single();
    }

    byte[] file(ReportQuery query, ReportFormat format, User user, Locale locale) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            exportReport.export(query, format, user, new Words(messages, locale), () -> file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    /** The sheets of a workbook, line by line, each cell as text; numbers as they stand in the file. */
    static List<List<Map<Integer, String>>> sheets(byte[] workbook) {
        Map<String, List<Map<Integer, String>>> sheets = new TreeMap<>();
        try {
            Path file = Files.createTempFile("report", ".xlsx");
            try {
                Files.write(file, workbook);
                try (ZipFile zip = new ZipFile(file.toFile())) {
                    for (ZipEntry entry : Collections.list(zip.entries())) {
                        if (entry.getName().startsWith("xl/worksheets/sheet")) {
                            try (InputStream sheet = zip.getInputStream(entry)) {
                                sheets.put(entry.getName(), lines(sheet.readAllBytes()));
                            }
                        }
                    }
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrayList<>(sheets.values());
    }

    private static List<Map<Integer, String>> lines(byte[] sheet) {
        List<Map<Integer, String>> lines = new ArrayList<>();
        try {
            XMLStreamReader xml =
                    XMLInputFactory.newDefaultFactory().createXMLStreamReader(new ByteArrayInputStream(sheet));
            Map<Integer, String> line = new TreeMap<>();
            int column = 0;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    switch (xml.getLocalName()) {
                        case "row" -> {
                            line = new TreeMap<>();
                            lines.add(line);
                        }
                        case "c" -> column = xml.getAttributeValue(null, "r").charAt(0) - 'A';
                        case "v", "t" -> line.put(column, xml.getElementText());
                        case "f" -> throw new AssertionError("A formula");
                        default -> {
                            // nothing else matters
                        }
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException(new String(sheet, StandardCharsets.UTF_8), e);
        }
        return lines;
    }

    static BigDecimal sum(List<String> amounts) {
        return amounts.stream()
                .filter(amount -> !amount.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
