package org.ltet.portal.integrations.sap;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.integrations.Circuit;
import org.ltet.portal.integrations.Circuits;
import org.ltet.portal.operations.Calls;
import org.ltet.portal.payments.spi.AccountingSystem;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Journal entries by POST, each under the key that SAP knows it by. No tries of its own: the job that uses it repeats.
 * An answer that is neither a document nor a refusal leaves open what SAP did.
 */
@Component
@ConditionalOnProperty("portal.integrations.sap.url")
@EnableConfigurationProperties(SapProperties.class)
class HttpSap implements AccountingSystem {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final Set<Integer> REFUSALS = Set.of(400, 404, CONFLICT, 422);
    private static final int LONGEST_ANSWER = 4 << 20;
    private static final String ENTRIES = "/journal-entries";

    private final SapProperties properties;
    private final Map<Account, String> accounts;
    private final Calls calls;
    private final Circuit circuit;
    private final HttpClient client;
    private final JsonMapper mapper = JsonMapper.builder().build();

    HttpSap(SapProperties properties, Circuits circuits, Calls calls) {
        this.calls = calls;
        this.properties = properties;
        this.accounts = Map.of(
                Account.COMMITMENTS, needed(properties.accounts().benefits(), "benefits"),
                Account.IN_TRANSIT, needed(properties.accounts().transit(), "transit"),
                Account.BANK, needed(properties.accounts().bank(), "bank"));
        this.circuit = circuits.of("SAP", properties.pause(), failure -> !(failure instanceof Refused));
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static String needed(@Nullable String account, String name) {
        return Objects.requireNonNull(account, () -> "portal.integrations.sap.accounts." + name + " is missing");
    }

    /** Benefits by fund with its cost centre; the account of the balance sheet in one line. */
    @Override
    public String words(Journal journal) {
        List<Words.Item> items = new ArrayList<>();
        side(items, journal, journal.debit(), "DEBIT");
        side(items, journal, journal.credit(), "CREDIT");
        return mapper.writeValueAsString(new Words.Entry(
                properties.companyCode(),
                journal.day(),
                properties.documentType(),
                journal.reference(),
                journal.header(),
                items));
    }

    private void side(List<Words.Item> items, Journal journal, Account account, String side) {
        String number = Objects.requireNonNull(accounts.get(account));
        if (account == Account.COMMITMENTS) {
            for (Part part : journal.parts()) {
                items.add(new Words.Item(
                        number,
                        properties.costCentres().getOrDefault(part.ic(), part.ic()),
                        side,
                        part.amount(),
                        "INR",
                        part.scheme() + " " + part.ic()));
            }
        } else {
            BigDecimal sum = journal.parts().stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            items.add(new Words.Item(number, null, side, sum, "INR", journal.header()));
        }
    }

    @Override
    public String reversalWords(LocalDate day, String reason) {
        return mapper.writeValueAsString(new Words.Reversal(day, reason));
    }

    @Override
    public Document tell(Order order) throws IOException {
        String path = order.reverses() == null ? ENTRIES : path(order.reverses().document()) + "/reversals";
        return called(() -> Comparison.of(order, Answers.entry(send(path, order.key(), order.words()))));
    }

    @Override
    public Optional<Document> find(Order order) throws IOException {
        return called(() -> order.reverses() == null
                ? journal(order)
                : reversal(order, order.reverses().document()));
    }

    private Optional<Document> journal(Order order) throws IOException {
        String company = Answers.told(order.words(), Words.Entry.class).companyCode();
        List<Answers.Entry> held = Answers.originals(
                ask(ENTRIES + "?companyCode=" + encoded(company) + "&reference=" + encoded(order.reference())));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                held.size() == 1
                        ? Comparison.of(order, held.getFirst())
                        : new Document(held.getFirst().id(), held.size() + " documents have this reference"));
    }

    private Optional<Document> reversal(Order order, DocumentId original) throws IOException {
        DocumentId reversedBy = Answers.entry(ask(path(original))).reversedBy();
        return reversedBy == null
                ? Optional.empty()
                : Optional.of(Comparison.of(order, Answers.entry(ask(path(reversedBy)))));
    }

    private static String path(DocumentId document) {
        return ENTRIES + "/" + encoded(document.companyCode()) + "/" + document.fiscalYear() + "/"
                + encoded(document.number());
    }

    @Override
    public List<DayTotal> totals(LocalDate from, LocalDate to) throws IOException {
        String query = "?companyCode=" + encoded(properties.companyCode()) + "&documentType="
                + encoded(properties.documentType()) + "&from=" + from + "&to=" + to;
        String bank = Objects.requireNonNull(accounts.get(Account.BANK));
        // whoever only looks neither opens the circuit of what is posted nor closes it
        return Answers.days(ask(ENTRIES + "/totals" + query), bank);
    }

    private <T> T called(Circuit.Call<T> call) throws IOException {
        try {
            return circuit.call(call);
        } catch (Circuit.Open open) {
            throw new LeftInPeace(String.valueOf(open.getMessage()));
        }
    }

    private byte[] send(String path, String key, String words) throws IOException {
        return send(request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(words))
                .build());
    }

    private byte[] ask(String path) throws IOException {
        return send(request(path).GET().build());
    }

    private byte[] send(HttpRequest request) throws IOException {
        return calls.to("sap", request.method(), headers -> answered(Calls.with(request, headers)));
    }

    /** Ends when the time is up, also in the middle of an answer. */
    private byte[] answered(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            HttpResponse<byte[]> got = answer.get(
                    properties.connectTimeout().plus(properties.timeout()).toMillis(), TimeUnit.MILLISECONDS);
            int status = got.statusCode();
            if (status == OK || status == CREATED) {
                return got.body();
            }
            String reason = Answers.reason(got.body());
            // With no reason of SAP's own it is the answer of something in between, which knows nothing of documents.
            if (REFUSALS.contains(status) && !reason.isEmpty()) {
                throw new Refused("SAP answered " + status + ": " + reason, status == CONFLICT);
            }
            throw new IOException("SAP answered " + status);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while SAP was asked", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("SAP did not answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException("SAP was not reached: " + e.getCause(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String credentials = properties.user() + ":" + properties.password();
        return HttpRequest.newBuilder(URI.create(properties.url() + path))
                .timeout(properties.timeout())
                .header("Accept", "application/json")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
